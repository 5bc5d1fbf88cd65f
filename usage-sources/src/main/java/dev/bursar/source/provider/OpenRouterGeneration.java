package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What OpenRouter tells of a call when it is asked afterwards ({@code GET /api/v1/generation}): counts in the host's own
 * tokens, the cache inside the prompt, reasoning and images inside the completion.
 */
final class OpenRouterGeneration {

    private OpenRouterGeneration() {}

    /** Empty where the documents are not worded so. */
    static Optional<UnderstoodCall> read(List<ObjectNode> documents, Optional<String> askedFor) {
        if (documents.size() != 1 || !isIn(documents.get(0).path("data"))) {
            return Optional.empty();
        }
        var generation = documents.get(0).path("data");
        return Optional.of(UnderstoodCall.of(
                        "openrouter", Fields.model(Fields.text(generation, "model"), askedFor), usage(generation))
                .withResponseId(Fields.text(generation, "id"))
                .withReportedCost(OpenRouter.cost(
                        generation,
                        Fields.money(generation, "total_cost", 0),
                        Fields.money(generation, "upstream_inference_cost", 0))));
    }

    private static boolean isIn(JsonNode generation) {
        return generation.has("native_tokens_prompt") || generation.has("native_tokens_completion");
    }

    private static Usage usage(JsonNode generation) {
        var tally = new Tally();
        var prompt = Fields.count(generation, "native_tokens_prompt");
        if (prompt.isPresent()) {
            var cached = Fields.count(generation, "native_tokens_cached");
            new InclusiveInput(prompt.getAsLong(), cached, OptionalLong.empty(), Kinds.NONE, Kinds.NONE).addTo(tally);
        }
        var completion = Fields.count(generation, "native_tokens_completion");
        if (completion.isPresent()) {
            var reasoning = Fields.count(generation, "native_tokens_reasoning");
            long drawn = Fields.countOrZero(generation, "native_tokens_completion_images");
            tally.add(Meter.OUTPUT, completion.getAsLong() - reasoning.orElse(0) - drawn);
            tally.add(Meter.OUTPUT, new Kinds(0, drawn, 0));
            tally.add(Meter.REASONING, reasoning);
        }
        return tally.usage();
    }
}
