package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.Optional;

/**
 * What an event said that is needed to price it anew, besides what its entry shows anyway.
 *
 * @param approximate whether it said itself that some count is a bound or a mixture only
 * @param total present where its counts are running totals, and the entry has its share of them
 */
public record Given(Scope scope, boolean approximate, Optional<Total> total) {

    /** One call, counted exactly: there is nothing to add. */
    public static final Given PLAIN = new Given(Scope.CALL, false, Optional.empty());

    /**
     * The running totals as they were given.
     *
     * @param series the caller's own name of it
     */
    public record Total(String series, Usage usage) {}

    static Given of(UsageEvent event) {
        var total = event.series().map(series -> new Total(series.id(), event.usage()));
        return event.scope() == Scope.CALL && !event.approximate() && total.isEmpty()
                ? PLAIN
                : new Given(event.scope(), event.approximate(), total);
    }

    Given negated() {
        return total.isEmpty()
                ? this
                : new Given(
                        scope,
                        approximate,
                        total.map(t -> new Total(t.series(), t.usage().negated())));
    }
}
