package dev.bursar.aggregator.intake;

import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsagePath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Usage events for tests. */
public final class Events {

    public static final Instant TIME = Instant.parse("2026-08-21T10:15:30Z");
    public static final UsagePath DIRECT = UsagePath.parse("http/direct").orElseThrow();
    public static final UsagePath BODY = UsagePath.parse("http/body").orElseThrow();
    public static final UsagePath SPAN = UsagePath.parse("otlp/span").orElseThrow();

    private Events() {}

    /** One call of a priced model. */
    public static UsageEvent event(String principal, String id, long input, long output) {
        return new UsageEvent(
                "agents/test",
                id,
                TIME,
                DIRECT,
                0,
                Dimensions.of(Map.of(
                        "principal", principal,
                        "team", "platform",
                        "provider", "anthropic",
                        "model", "claude-sonnet-4-5")),
                Usage.of(Map.of(Meter.INPUT, input, Meter.OUTPUT, output)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UsageEvent.Scope.CALL,
                "ok",
                false,
                OptionalLong.of(1200),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** One call as a span within another tells of it. */
    public static UsageEvent within(Optional<String> around, Optional<String> responseId, UsageEvent event) {
        return new UsageEvent(
                event.source(),
                event.id(),
                event.time(),
                SPAN,
                0,
                event.dimensions(),
                event.usage(),
                responseId,
                event.part(),
                event.series(),
                event.scope(),
                event.outcome(),
                event.approximate(),
                event.durationMillis(),
                event.hold(),
                event.reportedCostUsd(),
                around);
    }

    public static UsageEvent at(UsageEvent event, Instant time) {
        return with(event, event.path(), event.sequence(), time);
    }

    public static UsageEvent ranked(UsageEvent event, UsagePath path, long sequence) {
        return with(event, path, sequence, event.time());
    }

    /** The event of another team. */
    public static UsageEvent inTeam(UsageEvent event, String team) {
        var dimensions = new TreeMap<>(event.dimensions().values());
        dimensions.put("team", team);
        return with(event, event.path(), event.sequence(), event.time(), Dimensions.of(dimensions), event.series());
    }

    /** The event's counts as running totals. */
    public static UsageEvent inSeries(UsageEvent event, Series series) {
        return with(event, event.path(), event.sequence(), event.time(), event.dimensions(), Optional.of(series));
    }

    private static UsageEvent with(UsageEvent event, UsagePath path, long sequence, Instant time) {
        return with(event, path, sequence, time, event.dimensions(), event.series());
    }

    private static UsageEvent with(
            UsageEvent event,
            UsagePath path,
            long sequence,
            Instant time,
            Dimensions dimensions,
            Optional<Series> series) {
        return new UsageEvent(
                event.source(),
                event.id(),
                time,
                path,
                sequence,
                dimensions,
                event.usage(),
                event.responseId(),
                event.part(),
                series,
                event.scope(),
                event.outcome(),
                event.approximate(),
                event.durationMillis(),
                event.hold(),
                event.reportedCostUsd(),
                Optional.empty());
    }
}
