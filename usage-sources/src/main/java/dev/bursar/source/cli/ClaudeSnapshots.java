package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Usage;
import dev.bursar.source.provider.AnthropicUsage;
import dev.bursar.source.provider.Fields;
import dev.bursar.source.provider.Tally;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages of an output that has no result, because it was cut off: each repeats the counts its message began with,
 * so what they add up to is a lower bound.
 */
final class ClaudeSnapshots {

    private static final String MESSAGE = "message";
    private static final String EVENT = "event";

    private ClaudeSnapshots() {}

    static boolean isSnapshot(ObjectNode document) {
        return document.has(MESSAGE) || document.has(EVENT);
    }

    /** Keeps what has counts; the same message's last snapshot replaces the one before. */
    static void keep(ObjectNode document, List<ObjectNode> kept) {
        var body = body(document);
        if (!body.path(MESSAGE).has(Claude.USAGE) && !body.has(Claude.USAGE)) {
            return;
        }
        if (!kept.isEmpty() && isSame(kept.get(kept.size() - 1), document)) {
            kept.remove(kept.size() - 1);
        }
        kept.add(document);
    }

    /** What the messages say at least, by model. */
    static List<UnderstoodRun> runs(String session, List<ObjectNode> documents) {
        var messages = new LinkedHashMap<String, ObjectNode>();
        // Subagents work side by side: each has a message of its own at a time.
        var current = new HashMap<String, String>();
        for (var document : documents) {
            var body = body(document);
            var speaker = document.path(Claude.SUBAGENT).asText();
            if (body.get(MESSAGE) instanceof ObjectNode message) {
                var id = message.path("id").asText();
                current.put(speaker, id);
                merge(messages, id, message);
            } else if (body.has(Claude.USAGE) && current.containsKey(speaker)) {
                merge(messages, current.get(speaker), body);
            }
        }
        var byModel = new TreeMap<String, Usage>();
        for (var message : messages.values()) {
            Fields.text(message, "model").ifPresent(model -> byModel.merge(model, usage(message), Usage::plus));
        }
        var counts = Json.object();
        counts.setAll(messages);
        return byModel.entrySet().stream()
                .map(entry -> run(session, entry, counts))
                .toList();
    }

    private static UnderstoodRun run(String session, Map.Entry<String, Usage> used, JsonNode counts) {
        return new UnderstoodRun(
                Runs.call(ClaudeResults.provider(used.getKey()), used.getKey(), used.getValue(), true),
                Optional.empty(),
                Sessions.named(session),
                Sessions.run(session, counts),
                true);
    }

    private static Usage usage(ObjectNode message) {
        var tally = new Tally();
        AnthropicUsage.addTo(tally, message.path(Claude.USAGE));
        return tally.usage();
    }

    /** A later count of a message replaces the earlier one; what it leaves out stays. */
    private static void merge(Map<String, ObjectNode> messages, String id, JsonNode newer) {
        var message = messages.computeIfAbsent(id, any -> Json.object());
        if (newer.has("model")) {
            message.set("model", newer.get("model"));
        }
        if (newer.get(Claude.USAGE) instanceof ObjectNode usage) {
            var counts = message.withObjectProperty(Claude.USAGE);
            var before = Fields.countOrZero(counts, "output_tokens");
            counts.setAll(usage);
            if (Fields.countOrZero(usage, "output_tokens") < before) {
                counts.put("output_tokens", before);
            }
        }
    }

    private static JsonNode body(ObjectNode document) {
        return document.has(EVENT) ? document.get(EVENT) : document;
    }

    private static boolean isSame(ObjectNode before, ObjectNode after) {
        var id = before.path(MESSAGE).path("id");
        return !id.isMissingNode() && id.equals(after.path(MESSAGE).path("id"));
    }
}
