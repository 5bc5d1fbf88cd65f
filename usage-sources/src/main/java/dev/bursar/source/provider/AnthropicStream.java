package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The message that a stream of events adds up to.
 *
 * @param complete whether the final counts came; without them output is a lower bound
 */
record AnthropicStream(ObjectNode message, boolean complete) {

    private static final List<String> GROWING = List.of("output_tokens", "input_tokens");
    private static final List<String> OF_STARTING_MODEL = List.of(
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation",
            "output_tokens_details");

    /** Events are taken for what they say, in whatever order they were recorded: a start, then totals that grow. */
    static AnthropicStream of(List<ObjectNode> events) {
        var message = Json.object();
        var usage = Json.object();
        var totals = new ArrayList<ObjectNode>();
        var handovers = new ArrayList<ObjectNode>();
        for (var event : events) {
            var type = event.path("type").asText();
            if (type.equals("message_start") && event.get("message") instanceof ObjectNode started) {
                requireSame(message, started);
                message.setAll(started);
                replace(usage, started);
            } else if (type.equals("message_delta") && event.get("usage") instanceof ObjectNode) {
                totals.add(event);
            } else if ("fallback"
                    .equals(event.path("content_block").path("type").textValue())) {
                handovers.add(event);
            }
        }
        totals.sort(Snapshots.growing(event -> event.path("usage"), GROWING));
        var later = Json.object();
        totals.forEach(event -> replace(later, event));
        end(message, totals);
        handOver(message, handovers);
        return of(message, usage, later);
    }

    private static AnthropicStream of(ObjectNode message, ObjectNode usage, ObjectNode later) {
        message.set("usage", later);
        var started = message.path("model").asText();
        boolean counted = later.hasNonNull("input_tokens") || later.has("iterations");
        boolean another = new AnthropicRefusals(message)
                .servedBy()
                .filter(model -> !model.equals(started))
                .isPresent();
        if (another && counted) {
            usage.remove(OF_STARTING_MODEL);
        }
        usage.setAll(later);
        if (usage.isEmpty()) {
            message.remove("usage");
        } else {
            message.set("usage", usage);
        }
        return new AnthropicStream(message, !later.isEmpty() && (counted || !another));
    }

    /** Why the message ended is said with its totals. */
    private static void end(ObjectNode message, List<ObjectNode> totals) {
        totals.forEach(event -> event.path("delta").properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                message.set(field.getKey(), field.getValue());
            }
        }));
    }

    /** Where one model's output gives way to the next one's. */
    private static void handOver(ObjectNode message, List<ObjectNode> handovers) {
        if (!handovers.isEmpty()) {
            handovers.sort(
                    Comparator.comparing((JsonNode event) -> event.path("index").asInt()));
            var content = message.putArray("content");
            handovers.forEach(event -> content.add(event.get("content_block")));
        }
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
