package dev.bursar.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A message of ours as a structured CloudEvent 1.0.
 *
 * @param type one of the constants here
 * @param data an object; unknown fields in it are for newer readers
 */
public record CloudEvent(String type, String source, String id, Instant time, JsonNode data) {

    public static final String BUDGET = "dev.bursar.budget.v1";
    public static final String HEARTBEAT = "dev.bursar.heartbeat.v1";
    public static final String BUDGET_STATE = "dev.bursar.budget.state.v1";
    public static final String BUDGET_ALERT = "dev.bursar.budget.alert.v1";
    public static final String RATE_CARD = "dev.bursar.rate_card.v1";
    public static final String USAGE_PRICED = "dev.bursar.usage.priced.v1";
    public static final String USAGE_REJECTED = "dev.bursar.usage.rejected.v1";
    public static final String DECISION = "dev.bursar.policy.decision.v1";
    public static final String REVOCATION = "dev.bursar.revocation.v1";

    public ObjectNode json() {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", type)
                .put("source", source)
                .put("id", id)
                .put("time", time.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }

    public byte[] bytes() {
        return Json.bytes(json());
    }

    /**
     * Reads a message that this software wrote.
     *
     * @throws JsonProcessingException what is not JSON
     * @throws IllegalArgumentException what is not a CloudEvent
     */
    public static CloudEvent read(byte[] structured) throws JsonProcessingException {
        var event = Json.read(structured);
        if (!event.path("type").isTextual() || !event.path("data").isObject()) {
            throw new IllegalArgumentException("not a structured CloudEvent");
        }
        return new CloudEvent(
                event.path("type").textValue(),
                event.path("source").asText(),
                event.path("id").asText(),
                Instant.parse(event.path("time").asText()),
                event.path("data"));
    }
}
