package dev.bursar.source.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events by the general conventions that a tool writes beside its own: they don't count, but know the provider's id
 * of the call where the tool's own event leaves it out.
 */
final class TwinEvents {

    /** By what both events of a call say; a value is empty where several calls say the same. */
    private final Map<List<String>, Optional<String>> ids = new HashMap<>();

    void add(Attributes details) {
        var id = details.text("gen_ai.response.id");
        if (id.isPresent()) {
            var key = key(details, "gen_ai.response.model", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens");
            ids.merge(key, id, (one, other) -> one.equals(other) ? one : Optional.empty());
        }
    }

    Optional<String> responseId(Attributes event) {
        return ids.getOrDefault(key(event, "model", "input_token_count", "output_token_count"), Optional.empty());
    }

    private static List<String> key(Attributes attributes, String model, String input, String output) {
        return List.of(
                attributes.text("session.id").orElse(""),
                attributes.text("event.timestamp").orElse(""),
                attributes.text(model).orElse(""),
                attributes.text(input).orElse(""),
                attributes.text(output).orElse(""));
    }
}
