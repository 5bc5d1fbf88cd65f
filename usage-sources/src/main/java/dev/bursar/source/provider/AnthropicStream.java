package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.List;

/**
 * The message that a stream of events adds up to.
 *
 * @param complete whether the final counts came; without them output is a lower bound
 */
record AnthropicStream(ObjectNode message, boolean complete) {

    static AnthropicStream of(List<ObjectNode> events) {
        var message = Json.object();
        var usage = Json.object();
        boolean complete = false;
        for (var event : events) {
            var type = event.path("type").asText();
            if (type.equals("message_start") && event.get("message") instanceof ObjectNode started) {
                message.setAll(started);
                replace(usage, started);
            } else if (type.equals("message_delta")) {
                complete |= replace(usage, event);
            }
        }
        if (!usage.isEmpty()) {
            message.set("usage", usage);
        }
        return new AnthropicStream(message, complete);
    }

    /** Counts of a later event are totals: they replace those before, which hold where it is silent. */
    private static boolean replace(ObjectNode usage, ObjectNode from) {
        if (!(from.get("usage") instanceof ObjectNode newer)) {
            return false;
        }
        newer.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                usage.set(field.getKey(), field.getValue());
            }
        });
        return true;
    }
}
