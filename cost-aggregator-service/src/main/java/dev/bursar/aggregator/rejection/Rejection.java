package dev.bursar.aggregator.rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that was set aside.
 *
 * @param id of the message that told of it
 * @param eventId the id that the record gave itself
 * @param redacted structure and numbers
 */
record Rejection(
        String id,
        String reason,
        String detail,
        Instant receivedAt,
        Optional<String> path,
        Optional<String> source,
        Optional<String> eventId,
        Optional<String> principal,
        Optional<Origin> origin,
        JsonNode redacted,
        Optional<Retrial> retrial) {

    /** Where the original stood on a topic. */
    record Origin(String topic, int partition, long offset) {}

    /** Who retried it last. */
    record Retrial(String by, Instant at) {}

    /** Reads a message of the topic, empty where it is none of ours. */
    static Optional<Rejection> read(byte[] message) {
        try {
            var event = CloudEvent.read(message);
            return CloudEvent.USAGE_REJECTED.equals(event.type())
                    ? Optional.of(read(event.id(), event.data()))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Rejection read(String id, JsonNode data) {
        var origin = data.path("origin");
        return new Rejection(
                id,
                data.path("reason").asText(),
                data.path("detail").asText(),
                Instant.parse(data.path("received_at").asText()),
                text(data, "path"),
                text(data, "source"),
                text(data, "id"),
                text(data, "principal"),
                origin.isObject()
                        ? Optional.of(new Origin(
                                origin.path("topic").asText(),
                                origin.path("partition").asInt(),
                                origin.path("offset").asLong()))
                        : Optional.empty(),
                data.path("redacted").isObject() ? data.path("redacted") : Json.object(),
                Optional.empty());
    }

    private static Optional<String> text(JsonNode data, String name) {
        return Optional.ofNullable(data.path(name).textValue());
    }

    ObjectNode json() {
        var json = Json.object()
                .put("id", id)
                .put("state", retrial.isPresent() ? "retried" : "set_aside")
                .put("reason", reason)
                .put("detail", detail)
                .put("received_at", receivedAt.toString())
                .put("path", path.orElse(null))
                .put("source", source.orElse(null))
                .put("event_id", eventId.orElse(null))
                .put("principal", principal.orElse(null));
        json.set(
                "origin",
                origin.<JsonNode>map(at -> Json.object()
                                .put("topic", at.topic())
                                .put("partition", at.partition())
                                .put("offset", at.offset()))
                        .orElse(Json.object().nullNode()));
        json.set("redacted", redacted);
        return json.put("retried_by", retrial.map(Retrial::by).orElse(null))
                .put("retried_at", retrial.map(by -> by.at().toString()).orElse(null));
    }
}
