package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One immutable line of the books. The entries of an event add up to its net.
 *
 * @param postedAt when its posting began, by the database's clock
 * @param revision 1 for the first entry of an event, raised by every further one
 * @param corrects the entry that a reversal takes back
 * @param time when the call ended: the event's own time
 * @param billingPeriod the month, in the books' zone, in which it is booked
 * @param modelCanonical the name of the model that the rate card goes by
 * @param usage of an event of a series, its share of the running total
 * @param calls 1 for a call, −1 where it is reversed
 * @param cost negative, like usage and calls, in a reversal
 * @param estimatedUsd the estimate made before the call, if there was one
 * @param hold the hold that the event named
 * @param given what the event said besides
 */
public record LedgerEntry(
        EntryId id,
        Instant postedAt,
        EventIdentity identity,
        int revision,
        Kind kind,
        Optional<EntryId> corrects,
        Event event,
        Instant time,
        YearMonth billingPeriod,
        Dimensions dimensions,
        String modelCanonical,
        Usage usage,
        int calls,
        Cost cost,
        Optional<BigDecimal> estimatedUsd,
        Optional<BigDecimal> reportedUsd,
        Optional<String> hold,
        Given given) {

    /** Why a line was written. */
    public enum Kind {
        /** An event's first. */
        USAGE,
        /** A later one that corrects it. */
        ADJUSTMENT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException on another word */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The event that an entry books, as it named itself.
     *
     * @param outcome how the call ended
     */
    public record Event(
            String source, String id, Optional<String> responseId, String outcome, OptionalLong durationMillis) {}
}
