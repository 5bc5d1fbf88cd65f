package dev.bursar.contract.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The immutable fact that one model call consumed something.
 *
 * @param time when the call ended
 * @param sequence the order among deliveries of one identity by one path; absent is 0
 * @param part the model or ordinal that tells apart several events of one payload
 * @param responseId the provider's own id of the call
 * @param outcome how the call ended, {@code ok} or {@code error}
 * @param approximate whether some count is known to be a bound or a mixture only
 * @param reportedCostUsd the provider's own figure, from its own body
 * @param within of what a span tells, the span around it that came apart: where that says no more than the calls
 *     within it, it is none itself
 */
public record UsageEvent(
        String source,
        String id,
        Instant time,
        UsagePath path,
        long sequence,
        Dimensions dimensions,
        Usage usage,
        Optional<String> responseId,
        Optional<String> part,
        Optional<Series> series,
        Scope scope,
        String outcome,
        boolean approximate,
        OptionalLong durationMillis,
        Optional<HoldReference> hold,
        Optional<BigDecimal> reportedCostUsd,
        Optional<String> within) {

    /** What the counts cover. */
    public enum Scope {
        /** One call. */
        CALL,
        /** Several calls summed: context tiers cannot be applied. */
        RUN
    }

    /**
     * The hold that this event captures.
     *
     * @param last whether the hold ends with this event; otherwise it is reduced and stays open
     */
    public record HoldReference(String id, boolean last) {}

    public UsageEvent {
        dimensions.principal();
        dimensions.provider();
        dimensions.model();
        usage.counts().forEach((meter, count) -> {
            if (count < 0 || count > Usage.MAX_COUNT) {
                throw new IllegalArgumentException("count of " + meter + " out of range: " + count);
            }
        });
    }

    /** The same event with other counts: its share, where these were running totals. */
    public UsageEvent withUsage(Usage other) {
        return new UsageEvent(
                source,
                id,
                time,
                path,
                sequence,
                dimensions,
                other,
                responseId,
                part,
                series,
                scope,
                outcome,
                approximate,
                durationMillis,
                hold,
                reportedCostUsd,
                within);
    }

    public EventIdentity identity() {
        return EventIdentity.of(dimensions, source, id, responseId, part);
    }

    /**
     * SHA-256 of what counts: provider, model, meters, tier, region, dimensions, outcome; of running totals also their series,
     * because the same counts mean something else without. Never time, source or id.
     */
    public byte[] contentHash() {
        var parts = new ArrayList<String>();
        dimensions.values().forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        parts.add("|");
        usage.counts().forEach((meter, count) -> {
            parts.add(meter.name());
            parts.add(count.toString());
        });
        parts.add("|");
        parts.add(outcome);
        series.ifPresent(totals -> {
            parts.add(totals.id());
            parts.add(Boolean.toString(totals.start()));
        });
        return EventIdentity.digest(parts.toArray(String[]::new));
    }
}
