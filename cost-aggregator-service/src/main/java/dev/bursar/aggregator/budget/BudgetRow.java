package dev.bursar.aggregator.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Budget.State;
import dev.bursar.contract.budget.BudgetJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A row of the table {@code budget}: a definition, and how far its counters are. */
@Entity
@Table(name = "budget")
class BudgetRow {

    @Id
    String id;

    @Column(nullable = false)
    @ColumnTransformer(read = "definition::text", write = "?::text::jsonb")
    String definition;

    @Column(nullable = false)
    long revision;

    /** The code of a {@link State}; {@code active} or {@code frozen}, or {@code filling} while history is missing. */
    @Column(nullable = false)
    String state;

    @Column(nullable = false)
    boolean deleted;

    /** Set while the history up to this posting is missing. */
    @Column(name = "filled_from_posting")
    Long filledFromPosting;

    @Column(name = "changed_at", nullable = false)
    Instant changedAt;

    Budget budget() {
        try {
            return BudgetJson.readWritten(((ObjectNode) Json.read(definition))
                    .put("id", id)
                    .put("revision", revision)
                    .put("state", state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored budget is not JSON", e);
        }
    }

    /** Takes over a definition as the next revision. */
    void define(Budget budget, Instant now) {
        id = budget.id();
        revision++;
        definition = BudgetJson.write(budget.withRevision(revision)).toString();
        changedAt = now;
    }

    /** Begins to count anew: what is posted up to and with this posting has to be added. */
    void fillFrom(long posting) {
        filledFromPosting = posting;
        if (!state.equals(State.FROZEN.code())) {
            state = State.FILLING.code();
        }
    }

    void freeze(Instant now) {
        state = State.FROZEN.code();
        revision++;
        changedAt = now;
    }

    void thaw(Instant now) {
        state = (filledFromPosting == null ? State.ACTIVE : State.FILLING).code();
        revision++;
        changedAt = now;
    }
}
