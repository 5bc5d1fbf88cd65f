package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message's counts after its plain iterations: with an advisor the message shows the input of the first one only, so
 * the iterations are believed. What they leave out is only said by the message: searches, and often the cache, its time
 * to live, and what was thinking.
 *
 * @param asTheMessageSays whether the sums are the message's own counts
 */
record AnthropicSums(ObjectNode usage, boolean asTheMessageSays) {

    private static final String READ = "cache_read_input_tokens";
    private static final String WRITTEN = "cache_creation_input_tokens";
    private static final List<String> COUNTS = List.of("input_tokens", "output_tokens", READ, WRITTEN);
    private static final String AN_HOUR = "ephemeral_1h_input_tokens";
    private static final String THINKING = "thinking_tokens";

    static AnthropicSums of(ObjectNode message, List<JsonNode> iterations) {
        var summed = message.deepCopy();
        for (var name : COUNTS) {
            if (iterations.stream().anyMatch(iteration -> iteration.hasNonNull(name))) {
                summed.put(name, sum(iterations, "", name));
            }
        }
        var same =
                COUNTS.stream().allMatch(name -> Fields.countOrZero(summed, name) == Fields.countOrZero(message, name));
        if (!same) {
            part(summed, WRITTEN, "cache_creation", AN_HOUR, iterations);
            part(summed, "output_tokens", "output_tokens_details", THINKING, iterations);
        }
        return new AnthropicSums(summed, same);
    }

    /** How much of a sum was of one kind: as the iterations say, or else what the message says and the sum has room for. */
    private static void part(ObjectNode summed, String whole, String details, String name, List<JsonNode> iterations) {
        if (!summed.path(details).hasNonNull(name)) {
            return;
        }
        long part = iterations.stream()
                        .anyMatch(iteration -> iteration.path(details).hasNonNull(name))
                ? sum(iterations, details, name)
                : Fields.countOrZero(summed.path(details), name);
        summed.putObject(details).put(name, Math.min(part, Fields.countOrZero(summed, whole)));
    }

    private static long sum(List<JsonNode> iterations, String details, String name) {
        return iterations.stream()
                .mapToLong(
                        iteration -> Fields.countOrZero(details.isEmpty() ? iteration : iteration.path(details), name))
                .sum();
    }
}
