package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which models declined, so that another one served or none did. What declines before any output is billed in some
 * categories only (platform.claude.com, refusals and fallback: how refusals are billed).
 *
 * @param message whole, or as a stream adds up to
 */
record AnthropicRefusals(ObjectNode message) {

    /** An iteration of the model that served in place of one that declined. */
    static final String SERVED_INSTEAD = "fallback_message";

    private static final Set<String> BILLED_BEFORE_OUTPUT = Set.of("bio", "frontier_llm", "reasoning_extraction");

    /** The model that served, where another one declined: the message of a stream starts under the other's name. */
    Optional<String> servedBy() {
        return servedInstead(message.path("usage"))
                .flatMap(iteration -> Fields.text(iteration, "model"))
                .or(() -> handovers()
                        .reduce((earlier, later) -> later)
                        .flatMap(block -> Fields.text(block.path("to"), "model")));
    }

    /** The last iteration of a model that served in place of another one. */
    static Optional<JsonNode> servedInstead(JsonNode usage) {
        return usage.path("iterations")
                .valueStream()
                .filter(iteration ->
                        SERVED_INSTEAD.equals(iteration.path("type").textValue()))
                .reduce((earlier, later) -> later);
    }

    /** Whether a model is billed though it declined before any output; empty where its category is not said. */
    Optional<Boolean> isBilledBeforeOutput(String model) {
        return handovers()
                .filter(block -> model.equals(block.path("from").path("model").textValue()))
                .map(block -> block.path("trigger"))
                .filter(trigger -> trigger.has("category"))
                .findFirst()
                .map(AnthropicRefusals::isBilled);
    }

    /** Whether the message itself was declined before any output, in a category that is not billed. */
    boolean isUnbilled() {
        return "refusal".equals(message.path("stop_reason").textValue())
                && message.path("usage").path("output_tokens").asInt(1) == 0
                && !isBilled(message.path("stop_details"));
    }

    private static boolean isBilled(JsonNode refusal) {
        return BILLED_BEFORE_OUTPUT.contains(refusal.path("category").asText());
    }

    private Stream<JsonNode> handovers() {
        return message.path("content")
                .valueStream()
                .filter(block -> "fallback".equals(block.path("type").textValue()));
    }
}
