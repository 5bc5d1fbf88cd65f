package dev.bursar.contract.usage;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NO_MODEL;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_PROVIDER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent.HoldReference;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The usage event as a structured CloudEvent of type {@value #TYPE}, read and written in one place. */
public final class UsageEventJson {

    public static final String TYPE = "dev.bursar.usage.v1";
    /** The CloudEvents extension that ingest stamps with the path. */
    public static final String PATH = "bursarpath";

    private static final BigDecimal MAX_REPORTED = new BigDecimal("1000000000");
    private static final int MAX_REPORTED_SCALE = 24;

    private UsageEventJson() {}

    /**
     * Reads the {@code data} of normalised usage; the envelope and a default principal are the entrance's business.
     *
     * @param data an object; its {@code principal} must be present
     */
    public static Reading read(Envelope envelope, JsonNode data) {
        try {
            return new Reading.Read(event(envelope, data));
        } catch (Refusal refusal) {
            return refusal.outcome();
        }
    }

    /** Reads an event that ingest published; refused are only records that something else wrote. */
    public static Reading readPublished(byte[] structured) {
        try {
            var event = Json.read(structured);
            if (!(event instanceof ObjectNode)
                    || !TYPE.equals(event.path("type").textValue())) {
                return new Reading.Refused(RejectionReason.UNKNOWN_TYPE, "not a CloudEvent of type " + TYPE);
            }
            var path = UsagePath.parse(event.path(PATH).asText());
            if (path.isEmpty()) {
                return new Reading.Refused(MALFORMED, PATH + " is missing: not published by ingest");
            }
            var envelope = new Envelope(
                    required(event, "source"),
                    required(event, "id"),
                    time(required(event, "time")),
                    path.get(),
                    event.path("sequence").asLong(0));
            return read(envelope, event.path("data"));
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (JsonProcessingException e) {
            return new Reading.Refused(MALFORMED, Json.where(e));
        }
    }

    /** An RFC 3339 time, empty where the text is none. */
    public static Optional<Instant> readTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The event as ingest publishes it. */
    public static ObjectNode write(UsageEvent event) {
        var message = Json.object()
                .put("specversion", "1.0")
                .put("type", TYPE)
                .put("source", event.source())
                .put("id", event.id())
                .put("time", event.time().toString())
                .put("datacontenttype", "application/json")
                .put(PATH, event.path().text());
        if (event.sequence() != 0) {
            message.put("sequence", event.sequence());
        }
        message.set("data", data(event));
        return message;
    }

    private static ObjectNode data(UsageEvent event) {
        var data = Json.object();
        putDimensions(data, event.dimensions());
        event.responseId().ifPresent(id -> data.put("response_id", id));
        event.part().ifPresent(part -> data.put("part", part));
        data.set("usage", UsageJson.write(event.usage()));
        event.series().ifPresent(series -> {
            var object = data.putObject("series").put("id", series.id());
            series.start().ifPresent(start -> object.put("start", start));
        });
        if (event.scope() == Scope.RUN) {
            data.put("scope", "run");
        }
        data.put("status", event.outcome());
        if (event.approximate()) {
            data.put("approximate", true);
        }
        event.durationMillis().ifPresent(millis -> data.put("duration_ms", millis));
        event.hold().ifPresent(hold -> data.put("hold", hold.id()).put("hold_final", hold.last()));
        event.reportedCostUsd().ifPresent(cost -> data.put("reported_cost_usd", Json.money(cost)));
        return data;
    }

    /** Dimensions as fields beside others, tags in an object of their own. */
    public static void putDimensions(ObjectNode into, Dimensions dimensions) {
        dimensions.values().forEach((name, value) -> {
            if (name.startsWith(Dimensions.TAG_PREFIX)) {
                into.withObjectProperty("tags").put(name.substring(Dimensions.TAG_PREFIX.length()), value);
            } else {
                into.put(name, value);
            }
        });
    }

    private static UsageEvent event(Envelope envelope, JsonNode data) {
        if (!(data instanceof ObjectNode)) {
            throw new Refusal(MALFORMED, "data is not an object");
        }
        return new UsageEvent(
                envelope.source(),
                envelope.id(),
                envelope.time(),
                envelope.path(),
                envelope.sequence(),
                dimensions(data),
                UsageJson.read(data),
                Attribution.text(data, "response_id"),
                Attribution.text(data, "part"),
                series(data),
                scope(data),
                Attribution.text(data, "status").orElse("ok"),
                data.path("approximate").asBoolean(false),
                duration(data),
                hold(data),
                reportedCost(data));
    }

    private static Dimensions dimensions(JsonNode data) {
        Map<String, String> values = Attribution.values(data);
        values.put(
                Dimensions.PROVIDER,
                Attribution.text(data, Dimensions.PROVIDER)
                        .orElseThrow(() -> new Refusal(UNKNOWN_PROVIDER, "data.provider is missing")));
        values.put(
                Dimensions.MODEL,
                Attribution.text(data, Dimensions.MODEL)
                        .orElseThrow(() -> new Refusal(NO_MODEL, "data.model is missing")));
        Attribution.text(data, Dimensions.SERVICE_TIER).ifPresent(tier -> values.put(Dimensions.SERVICE_TIER, tier));
        Attribution.text(data, Dimensions.REGION).ifPresent(region -> values.put(Dimensions.REGION, region));
        if (!values.containsKey(Dimensions.PRINCIPAL)) {
            throw new Refusal(MALFORMED, "data.principal is missing");
        }
        return Dimensions.of(values);
    }

    private static Optional<Series> series(JsonNode data) {
        var series = data.get("series");
        if (series == null || series.isNull()) {
            return Optional.empty();
        }
        if (!(series instanceof ObjectNode)) {
            throw new Refusal(MALFORMED, "data.series is not an object");
        }
        return Optional.of(new Series(required(series, "id"), Attribution.text(series, "start")));
    }

    private static Scope scope(JsonNode data) {
        return switch (Attribution.text(data, "scope").orElse("call")) {
            case "call" -> Scope.CALL;
            case "run" -> Scope.RUN;
            default -> throw new Refusal(MALFORMED, "data.scope is neither call nor run");
        };
    }

    private static OptionalLong duration(JsonNode data) {
        var duration = data.get("duration_ms");
        if (duration == null || duration.isNull()) {
            return OptionalLong.empty();
        }
        if (!duration.isIntegralNumber() || !duration.canConvertToLong() || duration.longValue() < 0) {
            throw new Refusal(MALFORMED, "data.duration_ms is not a whole number of milliseconds");
        }
        return OptionalLong.of(duration.longValue());
    }

    private static Optional<HoldReference> hold(JsonNode data) {
        return Attribution.text(data, "hold")
                .map(id -> new HoldReference(id, data.path("hold_final").asBoolean(true)));
    }

    private static Optional<BigDecimal> reportedCost(JsonNode data) {
        var cost = data.get("reported_cost_usd");
        if (cost == null || cost.isNull()) {
            return Optional.empty();
        }
        if (!cost.isTextual() || !cost.textValue().matches("\\d{1,12}(\\.\\d{1," + MAX_REPORTED_SCALE + "})?")) {
            throw new Refusal(MALFORMED, "data.reported_cost_usd is not a decimal string");
        }
        var amount = new BigDecimal(cost.textValue());
        if (amount.compareTo(MAX_REPORTED) > 0) {
            throw new Refusal(MALFORMED, "data.reported_cost_usd is more than " + MAX_REPORTED);
        }
        return Optional.of(amount);
    }

    private static Instant time(String text) {
        return readTime(text).orElseThrow(() -> new Refusal(MALFORMED, "time is not RFC 3339"));
    }

    private static String required(JsonNode from, String name) {
        return Attribution.text(from, name).orElseThrow(() -> new Refusal(MALFORMED, name + " is missing"));
    }
}
