package dev.bursar.contract.usage;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The usage event as a structured CloudEvent of type {@value #TYPE}, read and written in one place. */
public final class UsageEventJson {

    public static final String TYPE = "dev.bursar.usage.v1";
    /** The CloudEvents extension that ingest stamps with the path. */
    public static final String PATH = "bursarpath";

    private UsageEventJson() {}

    /**
     * Reads the {@code data} of normalised usage; the envelope and a default principal are the entrance's business.
     *
     * @param data an object; its {@code principal} must be present
     */
    public static Reading read(Envelope envelope, JsonNode data) {
        try {
            return new Reading.Read(UsageData.read(envelope, data));
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
                    UsageData.required(event, "source"),
                    UsageData.required(event, "id"),
                    time(UsageData.required(event, "time")),
                    path.get(),
                    event.path("sequence").asLong(0));
            return read(envelope, event.path("data"));
        } catch (Refusal refusal) {
            return refusal.outcome();
        } catch (JsonProcessingException e) {
            return new Reading.Refused(MALFORMED, Json.where(e));
        }
    }

    /** An RFC 3339 time, empty where the text is none: its years have four digits, which Java's own reader does not ask for. */
    public static Optional<Instant> readTime(String text) {
        if (text.startsWith("+") || text.startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UtcTime.looksLike(text)
                            ? UtcTime.parse(text)
                            : OffsetDateTime.parse(text).toInstant());
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
            if (series.start()) {
                object.put("start", true);
            }
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
        event.within().ifPresent(span -> data.put("within", span));
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

    private static Instant time(String text) {
        return readTime(text).orElseThrow(() -> new Refusal(MALFORMED, "time is not RFC 3339"));
    }
}
