package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The message that a stream of events adds up to.
 *
 * @param complete whether the final counts came; without them output is a lower bound
 */
record AnthropicStream(ObjectNode message, boolean complete) {

    private static final List<String> GROWING = List.of("output_tokens", "input_tokens");

    /** Events are taken for what they say, in whatever order they were recorded: a start, then totals that grow. */
    static AnthropicStream of(List<ObjectNode> events) {
        var message = Json.object();
        var usage = Json.object();
        var totals = new ArrayList<ObjectNode>();
        for (var event : events) {
            var type = event.path("type").asText();
            if (type.equals("message_start") && event.get("message") instanceof ObjectNode started) {
                requireSame(message, started);
                message.setAll(started);
                replace(usage, started);
            } else if (type.equals("message_delta") && event.get("usage") instanceof ObjectNode) {
                totals.add(event);
            }
        }
        totals.sort(Snapshots.growing(event -> event.path("usage"), GROWING));
        totals.forEach(event -> replace(usage, event));
        if (!usage.isEmpty()) {
            message.set("usage", usage);
        }
        return new AnthropicStream(message, !totals.isEmpty());
    }

    private static void requireSame(ObjectNode message, ObjectNode started) {
        if (message.has("id") && !message.get("id").equals(started.get("id"))) {
            throw Refusal.severalCalls();
        }
    }

    /** Counts of a later event are totals: they replace those before, which hold where it is silent. */
    private static void replace(ObjectNode usage, ObjectNode from) {
        from.path("usage").properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                usage.set(field.getKey(), field.getValue());
            }
        });
    }
}
