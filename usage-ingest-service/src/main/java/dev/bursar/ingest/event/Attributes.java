package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.UsageEventJson;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads the context attributes and the content of a structured CloudEvent (CloudEvents 1.0, JSON format 1.0). */
final class Attributes {

    private Attributes() {}

    /** An attribute that is 1 to 256 printable characters; empty where it is absent. */
    static Optional<String> text(ObjectNode event, String name) {
        var value = event.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || !Dimensions.isValue(value.textValue())) {
            throw new Refusal(MALFORMED, name + " is not 1 to 256 printable characters");
        }
        return Optional.of(value.textValue());
    }

    /** An attribute as far as it can be read, for a record that is refused anyway. */
    static Optional<String> readable(JsonNode event, String name) {
        return Optional.ofNullable(event.path(name).textValue()).filter(Dimensions::isValue);
    }

    static void requireVersion(ObjectNode event) {
        if (!"1.0".equals(event.path("specversion").textValue())) {
            throw new Refusal(MALFORMED, "specversion is not 1.0");
        }
    }

    static Instant time(ObjectNode event, Instant receivedAt) {
        return text(event, "time")
                .map(text ->
                        UsageEventJson.readTime(text).orElseThrow(() -> new Refusal(MALFORMED, "time is not RFC 3339")))
                .orElse(receivedAt);
    }

    /** The extension {@code sequence}, an integer; a string in the binary modes and where the sender keeps to its spec. */
    static long sequence(ObjectNode event) {
        var sequence = event.get("sequence");
        if (sequence == null || sequence.isNull()) {
            return 0;
        }
        if (sequence.isIntegralNumber() && sequence.canConvertToLong()) {
            return sequence.longValue();
        }
        if (sequence.isTextual() && sequence.textValue().matches("-?\\d{1,18}")) {
            return Long.parseLong(sequence.textValue());
        }
        throw new Refusal(MALFORMED, "sequence is not an integer");
    }

    static ObjectNode content(ObjectNode event) {
        var mediaType = event.path("datacontenttype").asText("application/json").toLowerCase(Locale.ROOT);
        if (!mediaType.matches("[^;]*[/+]json\\s*(;.*)?")) {
            throw new Refusal(MALFORMED, "datacontenttype is not JSON");
        }
        var content = event.has("data_base64") ? packed(event.get("data_base64")) : event.get("data");
        if (content instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(MALFORMED, "data is not an object");
    }

    private static JsonNode packed(JsonNode base64) {
        try {
            return Json.read(Base64.getDecoder().decode(base64.asText()));
        } catch (IllegalArgumentException e) {
            throw new Refusal(MALFORMED, "data_base64 is not base64");
        } catch (JsonProcessingException e) {
            throw new Refusal(MALFORMED, "data_base64 is not JSON");
        }
    }
}
