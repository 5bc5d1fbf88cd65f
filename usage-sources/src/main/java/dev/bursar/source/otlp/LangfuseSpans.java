package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.source.otlp.TokenCounts.Layout;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Observations of Langfuse's SDKs, where no other conventions name the model: the usage is a JSON text, in Langfuse's own
 * words, whose kinds add up to the total (https://langfuse.com/docs/observability/features/token-and-cost-tracking), or in
 * OpenAI's.
 */
final class LangfuseSpans implements SpanDialect {

    private static final String USAGE = "langfuse.observation.usage_details";
    private static final String TYPE = "langfuse.observation.type";
    private static final String MODEL = "langfuse.observation.model.name";
    private static final String EMBEDDING = "embedding";
    private static final Set<String> CALLS = Set.of("generation", EMBEDDING);

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.has(USAGE)
                && attributes.has(MODEL)
                && attributes
                        .text("gen_ai.response.model", "gen_ai.request.model")
                        .isEmpty();
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        return attributes.text(TYPE).filter(CALLS::contains).isPresent();
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return false;
    }

    @Override
    public CallReport read(Attributes attributes) {
        boolean embedding = attributes.text(TYPE).filter(EMBEDDING::equals).isPresent();
        return new CallReport(
                attributes.text("gen_ai.provider.name", "gen_ai.system").map(ProviderName::of),
                attributes.text(MODEL),
                counts(attributes.text(USAGE).map(LangfuseSpans::json).orElse(MissingNode.getInstance())),
                attributes.text("gen_ai.response.id"),
                Optional.empty(),
                Optional.of(embedding ? "embeddings" : "chat"),
                Optional.empty(),
                embedding);
    }

    private static TokenCounts counts(JsonNode usage) {
        return usage.has("prompt_tokens")
                ? new TokenCounts(
                        count(usage, "prompt_tokens"),
                        count(usage, "completion_tokens"),
                        count(usage.path("prompt_tokens_details"), "cached_tokens"),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        count(usage.path("completion_tokens_details"), "reasoning_tokens"),
                        count(usage, "total_tokens"),
                        Layout.INCLUSIVE)
                : new TokenCounts(
                        count(usage, "input", "input_tokens"),
                        count(usage, "output", "output_tokens"),
                        count(usage, "input_cache_read", "cache_read_input_tokens", "input_cached_tokens"),
                        count(usage, "input_cache_creation", "cache_creation_input_tokens"),
                        OptionalLong.empty(),
                        count(usage, "output_reasoning", "output_reasoning_tokens"),
                        count(usage, "total", "total_tokens"),
                        new Layout(true, true));
    }

    private static OptionalLong count(JsonNode usage, String... names) {
        for (var name : names) {
            if (usage.hasNonNull(name)) {
                return OptionalLong.of(Attributes.countOf(name, usage.get(name).asText()));
            }
        }
        return OptionalLong.empty();
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException notJson) {
            throw new Refusal(RejectionReason.MALFORMED, USAGE + " is not JSON");
        }
    }
}
