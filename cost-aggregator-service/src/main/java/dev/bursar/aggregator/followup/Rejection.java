package dev.bursar.aggregator.followup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.util.Optional;

/** What the books set aside, as it is told on the rejected topic. */
record Rejection(
        String reason,
        String detail,
        Optional<String> principal,
        Optional<String> source,
        Optional<String> eventId,
        Optional<String> path,
        String topic,
        int partition,
        long offset,
        Optional<String> redacted,
        Instant receivedAt) {

    /** The same however often it is told. */
    String messageId() {
        return "rej_" + topic + "_" + partition + "_" + offset;
    }

    private static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds what is not JSON", e);
        }
    }

    ObjectNode json() {
        var object = Json.object()
                .put("reason", reason)
                .put("detail", detail)
                .put("received_at", receivedAt.toString())
                .put("path", path.orElse(null))
                .put("source", source.orElse(null))
                .put("id", eventId.orElse(null))
                .put("principal", principal.orElse(null));
        object.putObject("origin")
                .put("topic", topic)
                .put("partition", partition)
                .put("offset", offset);
        object.set("redacted", redacted.map(Rejection::tree).orElseGet(Json::object));
        return object;
    }
}
