package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.source.provider.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claude Code: one result, an array of messages, or JSON lines. Its {@code modelUsage} has every model, subagents too,
 * and is a running total: over the turns of a process, and over the runs of a session that is resumed.
 */
final class Claude implements Tool {

    static final String TYPE = "type";
    static final String SESSION = "session_id";
    static final String RESULT = "result";
    static final String USAGE = "usage";

    /** Of what a subagent says: the call of the tool that started it. */
    static final String SUBAGENT = "parent_tool_use_id";

    private static final Set<String> TYPES = Set.of("system", "assistant", "user", RESULT, "stream_event");
    private static final String[] COUNTS = {
        "input_tokens",
        "cache_creation_input_tokens",
        "cache_read_input_tokens",
        "output_tokens",
        "output_tokens_details",
        "server_tool_use",
        "service_tier",
        "cache_creation",
        "inference_geo",
        "speed"
    };
    private static final String[] MODEL_COUNTS = {
        "inputTokens",
        "outputTokens",
        "cacheReadInputTokens",
        "cacheCreationInputTokens",
        "webSearchRequests",
        "thinkingTokens",
        "cacheCreationEphemeral5mInputTokens",
        "cacheCreationEphemeral1hInputTokens",
        "provider"
    };

    @Override
    public String word() {
        return "claude";
    }

    @Override
    public String usageOption() {
        return "--output-format json (or stream-json with --verbose)";
    }

    @Override
    public boolean prints(ObjectNode document) {
        return TYPES.contains(document.path(TYPE).asText());
    }

    @Override
    public void keep(ObjectNode document, List<ObjectNode> kept) {
        switch (document.path(TYPE).asText()) {
            case "system" -> {
                if ("init".equals(document.path("subtype").textValue())) {
                    kept.add(Excerpt.of(document, TYPE, SESSION, "model"));
                }
            }
            case "assistant" -> ClaudeSnapshots.keep(message(document), kept);
            case "stream_event" -> ClaudeSnapshots.keep(event(document), kept);
            case RESULT -> {
                // The result counts what the messages before it are snapshots of.
                var session = document.path(SESSION);
                kept.removeIf(before -> ClaudeSnapshots.isSnapshot(before)
                        && before.path(SESSION).equals(session));
                kept.add(result(document));
            }
            default -> {
                // What the user and tools said took nothing.
            }
        }
    }

    private static ObjectNode result(ObjectNode document) {
        var result = Excerpt.of(document, TYPE, SESSION, "is_error");
        Excerpt.put(result, USAGE, document, COUNTS);
        if (document.get("modelUsage") instanceof ObjectNode models) {
            var byModel = result.putObject("modelUsage");
            models.properties()
                    .forEach(model -> byModel.set(model.getKey(), Excerpt.of(model.getValue(), MODEL_COUNTS)));
        }
        return result;
    }

    private static ObjectNode message(ObjectNode document) {
        var excerpt = Excerpt.of(document, TYPE, SESSION, SUBAGENT);
        putMessage(excerpt, document);
        return excerpt;
    }

    private static ObjectNode event(ObjectNode document) {
        var excerpt = Excerpt.of(document, TYPE, SESSION, SUBAGENT);
        if (document.get("event") instanceof ObjectNode event) {
            var copy = excerpt.putObject("event").setAll(Excerpt.of(event, TYPE));
            putMessage((ObjectNode) copy, event);
            Excerpt.put((ObjectNode) copy, USAGE, event, COUNTS);
        }
        return excerpt;
    }

    private static void putMessage(ObjectNode into, ObjectNode from) {
        if (from.get("message") instanceof ObjectNode message) {
            var copy = Excerpt.of(message, "id", "model");
            Excerpt.put(copy, USAGE, message, COUNTS);
            into.set("message", copy);
        }
    }

    @Override
    public List<UnderstoodRun> read(List<ObjectNode> kept, boolean cut, Optional<String> askedFor) {
        var runs = new ArrayList<UnderstoodRun>();
        Sessions.of(kept, SESSION).forEach((session, documents) -> {
            var results = documents.stream()
                    .filter(document -> RESULT.equals(document.path(TYPE).textValue()))
                    .toList();
            var more = cut || documents.stream().anyMatch(ClaudeSnapshots::isSnapshot);
            runs.addAll(
                    results.isEmpty()
                            ? ClaudeSnapshots.runs(session, documents)
                            : new ClaudeResults(session, documents, results).runs(more, askedFor));
        });
        if (runs.isEmpty()) {
            throw new Refusal(RejectionReason.NO_USAGE, "the output has no counts: it ends before any answer");
        }
        return runs;
    }
}
