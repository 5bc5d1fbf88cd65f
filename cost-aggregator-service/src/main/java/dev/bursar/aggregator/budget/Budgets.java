package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.contract.budget.Budget;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The definitions of budgets. A change happens between two postings, never within one. */
@ApplicationScoped
public class Budgets {

    private final BudgetRepository repository;
    private final InstantSource clock;

    Budgets(BudgetRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @WithSession
    public Uni<Optional<Budget>> find(String id) {
        return repository
                .findById(id)
                .map(row -> Optional.ofNullable(row).filter(r -> !r.deleted).map(BudgetRow::budget));
    }

    @WithSession
    Uni<List<Budget>> after(String id) {
        return repository
                .after(id)
                .map(rows -> rows.stream().map(BudgetRow::budget).toList());
    }

    /** Creates a budget or changes what may change of it. */
    @WithTransaction
    Uni<BudgetChange> put(Budget budget) {
        return repository
                .lock(AdvisoryLock.GENERATION)
                .chain(() -> repository.findById(budget.id()))
                .chain(row -> {
                    if (row == null) {
                        return create(budget);
                    }
                    return row.deleted ? revive(row, budget) : change(row, budget);
                });
    }

    /** Ends a budget. Its id stays taken in the tables: what was counted for it can be looked up. */
    @WithTransaction
    Uni<BudgetChange> delete(String id) {
        return edit(id, row -> {
            row.deleted = true;
            row.revision++;
            row.changedAt = clock.instant();
        });
    }

    @WithTransaction
    Uni<BudgetChange> freeze(String id) {
        return edit(id, row -> row.freeze(clock.instant()));
    }

    @WithTransaction
    Uni<BudgetChange> thaw(String id) {
        return edit(id, row -> row.thaw(clock.instant()));
    }

    /** Counts a budget's history again, from nothing. */
    @WithTransaction
    Uni<BudgetChange> rebuild(String id) {
        return repository
                .lock(AdvisoryLock.AUDITOR)
                .chain(() -> repository.lock(AdvisoryLock.GENERATION))
                .chain(() -> repository.findById(id))
                .chain(row -> row == null || row.deleted
                        ? Uni.createFrom().item(new BudgetChange.NoSuchBudget())
                        : countAnew(row).map(budget -> new BudgetChange.Changed(budget)));
    }

    private Uni<BudgetChange> create(Budget budget) {
        var row = new BudgetRow();
        row.state = Budget.State.FILLING.code();
        row.define(budget, clock.instant());
        return repository
                .postingsSoFar()
                .invoke(row::fillFrom)
                .chain(() -> repository.persist(row))
                .chain(repository::raiseGeneration)
                .map(done -> new BudgetChange.Created(row.budget()));
    }

    private Uni<BudgetChange> revive(BudgetRow row, Budget budget) {
        row.deleted = false;
        row.state = Budget.State.FILLING.code();
        row.define(budget, clock.instant());
        return repository.lock(AdvisoryLock.AUDITOR).chain(() -> countAnew(row)).map(BudgetChange.Created::new);
    }

    /** With the auditor locked out: it must not add to a shadow that is being forgotten. */
    private Uni<Budget> countAnew(BudgetRow row) {
        return repository
                .postingsSoFar()
                .invoke(row::fillFrom)
                .chain(() -> repository.forgetCounters(row.id))
                .chain(repository::raiseGeneration)
                .chain(() -> repository.markAccounts(row.id))
                .map(done -> row.budget());
    }

    private Uni<BudgetChange> change(BudgetRow row, Budget budget) {
        var existing = row.budget();
        if (!existing.sameBeing(budget)) {
            return Uni.createFrom().item(new BudgetChange.Immutable(existing));
        }
        if (existing.equals(budget.withRevision(row.revision).withState(existing.state()))) {
            return Uni.createFrom().item(new BudgetChange.Changed(existing));
        }
        row.define(budget, clock.instant());
        return repository
                .raiseGeneration()
                .chain(() -> repository.markAccounts(row.id))
                .map(done -> new BudgetChange.Changed(row.budget()));
    }

    private Uni<BudgetChange> edit(String id, Consumer<BudgetRow> edit) {
        return repository
                .lock(AdvisoryLock.GENERATION)
                .chain(() -> repository.findById(id))
                .chain(row -> {
                    if (row == null || row.deleted) {
                        return Uni.createFrom().item(new BudgetChange.NoSuchBudget());
                    }
                    edit.accept(row);
                    return repository.raiseGeneration().map(done -> new BudgetChange.Changed(row.budget()));
                });
    }
}
