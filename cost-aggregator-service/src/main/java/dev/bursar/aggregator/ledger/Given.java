package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * What an event said that is needed to book it anew, besides what its entry shows anyway, and what was said of it since.
 *
 * @param approximate whether it said itself that some count is a bound or a mixture only
 * @param total present where its counts are running totals, and the entry has its share of them
 * @param attribution what was put right of its dimensions, which its tellings do not know
 */
public record Given(Scope scope, boolean approximate, Optional<Total> total, Attribution attribution) {

    /** One call, counted exactly: there is nothing to add. */
    public static final Given PLAIN = new Given(Scope.CALL, false, Optional.empty(), Attribution.NONE);

    /**
     * The running totals as they were given.
     *
     * @param series the caller's own name of it
     * @param anew why all of them is this event's share, although another event is before it
     */
    public record Total(String series, Usage usage, Optional<Anew> anew) {}

    /** Why totals begin anew. */
    public enum Anew {
        /** The event says that nothing before it is part of them. */
        START,
        /** A meter is lower than before: the tool began anew, or totals came late without their times. */
        LOWER_TOTAL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException on another word */
        static Anew of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** @param share what the event is booked with, where it gives running totals */
    static Given of(UsageEvent event, Optional<Share> share, Attribution attribution) {
        var total = event.series().map(series -> new Total(series.id(), event.usage(), share.flatMap(Share::anew)));
        return event.scope() == Scope.CALL && !event.approximate() && total.isEmpty() && attribution.isEmpty()
                ? PLAIN
                : new Given(event.scope(), event.approximate(), total, attribution);
    }

    /** The same of an event whose share is another one now. */
    Given with(Share share) {
        return new Given(
                scope, approximate, total.map(t -> new Total(t.series(), t.usage(), share.anew())), attribution);
    }

    /** The same of an event whose dimensions were put right. */
    Given with(Attribution other) {
        return new Given(scope, approximate, total, other);
    }

    Given negated() {
        return total.isEmpty()
                ? this
                : new Given(
                        scope,
                        approximate,
                        total.map(t -> new Total(t.series(), t.usage().negated(), t.anew())),
                        attribution);
    }
}
