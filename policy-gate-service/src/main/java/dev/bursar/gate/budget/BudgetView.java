package dev.bursar.gate.budget;

import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Budgets and the states of their accounts, as far as the gate was told. Reading never waits. */
final class BudgetView {

    /** Five heartbeats missed. */
    static final Duration STALE_AFTER = Duration.ofSeconds(5);

    /**
     * For how long states of the former epoch count after a heartbeat of a higher one: heartbeats and states are on two
     * topics, and an account that is missing in between would look untouched.
     */
    static final Duration FORMER_EPOCH_COUNTS = Duration.ofSeconds(10);

    private final Table<String, Definition> definitions = new Table<>((former, next) -> next);
    private final Table<AccountKey, State> states = new Table<>(State::newer);
    private volatile Pulse pulse = Pulse.NONE;
    private volatile Instant lostAt = Instant.MAX;

    /** A definition on the topic; {@code budget} is empty where this gate can't read it. */
    record Definition(String id, Optional<Budget> budget) {}

    /** A state on the topic; empty where this gate can't read it. */
    record State(Optional<AccountState> state) {

        private static State newer(State former, State next) {
            boolean keep = former.state().isPresent()
                    && next.state().isPresent()
                    && former.state().get().isNewerThan(next.state().get());
            return keep ? former : next;
        }
    }

    /** The last heartbeat, and when its epoch was first heard of. */
    private record Pulse(Optional<Heartbeat> last, Instant epochSince) {
        private static final Pulse NONE = new Pulse(Optional.empty(), Instant.MIN);
    }

    Table<String, Definition> definitions() {
        return definitions;
    }

    Table<AccountKey, State> states() {
        return states;
    }

    /** What the topic's only writer says; one of a former epoch or time is an echo. */
    void heard(Heartbeat heartbeat, Instant now) {
        var former = pulse.last();
        if (former.isEmpty() || heartbeat.epoch() > former.get().epoch()) {
            pulse = new Pulse(Optional.of(heartbeat), now);
        } else if (heartbeat.epoch() == former.get().epoch()
                && heartbeat.at().isAfter(former.get().at())) {
            pulse = new Pulse(Optional.of(heartbeat), pulse.epochSince());
        }
    }

    /** One of the topics has to be read anew: until that is done, nothing newer than this is known. */
    void lost(Instant now) {
        lostAt = isComplete() || lostAt.equals(Instant.MAX) ? now : lostAt;
    }

    Collection<Definition> all() {
        return definitions.rows();
    }

    /** The state of an account: absent where it is untouched, with nothing in it where it can't be read. */
    Optional<State> state(AccountKey key, Instant now) {
        var heard = pulse;
        long epoch = heard.last().map(Heartbeat::epoch).orElse(0L);
        boolean formerCounts = now.isBefore(heard.epochSince().plus(FORMER_EPOCH_COUNTS));
        return states.get(key)
                .filter(row -> formerCounts
                        || row.state().map(state -> state.epoch() >= epoch).orElse(true));
    }

    Freshness freshness(Instant now) {
        var heartbeat = pulse.last();
        if (heartbeat.isEmpty() || !definitions.isServable() || !states.isServable()) {
            return new Freshness.Never();
        }
        var heard = heartbeat.get().publishedThrough();
        var asOf = isComplete() || heard.isBefore(lostAt) ? heard : lostAt;
        var age = Duration.between(asOf, now);
        return age.compareTo(STALE_AFTER) > 0 ? new Freshness.Stale(asOf, age) : new Freshness.Fresh(asOf);
    }

    private boolean isComplete() {
        return definitions.isComplete() && states.isComplete();
    }
}
