package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.source.provider.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Codex's own events, as {@code exec --json} printed them before version 0.44 and as the files of its sessions still hold
 * them: {@code token_count} has the totals of the session and what the last response took, or, before there were totals,
 * the latter alone. Unlike the output of today they name the model.
 */
final class CodexEvents {

    static final String COUNTS = "token_count";
    static final String TOTAL = "total_token_usage";
    static final String LAST = "last_token_usage";
    private static final String TYPE = "type";
    private static final String MESSAGE = "msg";
    private static final String PAYLOAD = "payload";
    private static final String CONTEXT = "turn_context";
    private static final String[] TOKENS = {
        "input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens"
    };
    private static final String[] NAMES = {TYPE, "id", "session_id", "model", "model_provider", "provider", "workdir"};
    /** A session begins, the model is named, or the turn ends in another way than its own. */
    private static final Set<String> KEPT =
            Set.of("session_configured", "session_meta", CONTEXT, "error", "turn_aborted");

    private static final Set<String> IN_FILES =
            Set.of("session_meta", "turn_context", "event_msg", "response_item", "compacted", "token_usage_record");

    private CodexEvents() {}

    static boolean prints(ObjectNode document) {
        return document.path(MESSAGE).path(TYPE).isTextual()
                || (IN_FILES.contains(document.path(TYPE).asText())
                        && document.path(PAYLOAD).isObject())
                || isSummary(document);
    }

    /** The first line before version 0.44, with the settings of the run. */
    static boolean isSummary(JsonNode document) {
        return document.path("model").isTextual() && document.path("workdir").isTextual();
    }

    /** What an event says of itself; its name where it is not in its body. */
    static ObjectNode body(ObjectNode document) {
        if (document.get(MESSAGE) instanceof ObjectNode message) {
            return message;
        }
        if (!(document.get(PAYLOAD) instanceof ObjectNode payload)) {
            return document;
        }
        return payload.path(TYPE).isTextual()
                        || "event_msg".equals(document.path(TYPE).asText())
                ? payload
                : payload.deepCopy().set(TYPE, document.get(TYPE));
    }

    static String type(ObjectNode document) {
        return document.path(PAYLOAD).isObject()
                        && !"event_msg".equals(document.path(TYPE).asText())
                ? document.path(TYPE).asText()
                : body(document).path(TYPE).asText();
    }

    /** Keeps names, and of totals the first and the last of each session. */
    static void keep(ObjectNode document, List<ObjectNode> kept) {
        var type = type(document);
        if (type.equals(COUNTS)) {
            keepCounts(document, kept);
        } else if (isSummary(document)) {
            kept.add(Excerpt.of(document, NAMES));
        } else if (KEPT.contains(type)) {
            var names = wrapped(document, Excerpt.of(body(document), NAMES));
            if (!names.equals(lastContext(kept))) {
                kept.add(names);
            }
        }
    }

    private static ObjectNode lastContext(List<ObjectNode> kept) {
        return kept.stream()
                .filter(document -> type(document).equals(CONTEXT))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static void keepCounts(ObjectNode document, List<ObjectNode> kept) {
        var body = body(document);
        var counts = Excerpt.of(body, TYPE);
        if (body.get("info") instanceof ObjectNode info) {
            var copy = counts.putObject("info");
            Excerpt.put(copy, TOTAL, info, TOKENS);
            Excerpt.put(copy, LAST, info, TOKENS);
            int size = kept.size();
            if (size > 1 && hasTotal(kept.get(size - 1)) && hasTotal(kept.get(size - 2))) {
                kept.remove(size - 1);
            }
        } else {
            counts.setAll(Excerpt.of(body, TOKENS));
        }
        if (counts.size() > 1) {
            kept.add(wrapped(document, counts));
        }
    }

    private static boolean hasTotal(ObjectNode kept) {
        return body(kept).path("info").has(TOTAL);
    }

    private static ObjectNode wrapped(ObjectNode document, ObjectNode body) {
        var copy = Json.object();
        if (document.has(PAYLOAD)) {
            copy.set(TYPE, document.get(TYPE));
            copy.set(PAYLOAD, body);
        } else {
            copy.set(MESSAGE, body);
        }
        return copy;
    }

    /** One run for each session; events before one is named, or without, are one session. */
    static List<UnderstoodRun> runs(List<ObjectNode> events, boolean cut, Optional<String> askedFor) {
        var sessions = new ArrayList<CodexSession>();
        for (var event : events) {
            boolean begins = isSummary(event) || type(event).startsWith("session_");
            if (sessions.isEmpty()
                    || (begins && sessions.get(sessions.size() - 1).hasCounts())) {
                sessions.add(new CodexSession());
            }
            sessions.get(sessions.size() - 1).add(type(event), body(event));
        }
        return sessions.stream()
                .filter(CodexSession::hasCounts)
                .map(session -> session.run(cut, askedFor))
                .toList();
    }

    /** The session of an event that begins one. */
    static Optional<String> session(String type, ObjectNode body) {
        return switch (type) {
            case "session_configured" -> Fields.text(body, "session_id");
            case "session_meta" -> Fields.text(body, "id");
            default -> Optional.empty();
        };
    }
}
