package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Usage;
import dev.bursar.source.otlp.TokenCounts.Layout;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Spans of the Vercel AI SDK: the outer span repeats the usage of the provider's calls inside, whose names say "do". */
final class VercelSpans implements SpanDialect {

    private static final String OPERATION = "ai.operationId";
    private static final Pattern PROVIDER_CALL = Pattern.compile("ai\\.\\w+\\.do\\w+");
    private static final String INPUT_DETAILS = "ai.usage.inputTokenDetails.";

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.has(OPERATION);
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        return PROVIDER_CALL.matcher(attributes.text(OPERATION).orElse("")).matches();
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return true;
    }

    @Override
    public CallReport read(Attributes attributes) {
        boolean embedding =
                attributes.text(OPERATION).filter(id -> id.endsWith(".doEmbed")).isPresent();
        var model =
                attributes.text("ai.response.model", "gen_ai.response.model", "ai.model.id", "gen_ai.request.model");
        var provider = attributes
                .text("ai.model.provider", "gen_ai.system")
                .flatMap(word -> word.startsWith("gateway") ? ofGateway(model) : Optional.of(ProviderName.of(word)));
        return new CallReport(
                provider,
                model,
                counts(attributes, provider),
                attributes.text("ai.response.id", "gen_ai.response.id"),
                Optional.empty(),
                Optional.of(embedding ? "embeddings" : "chat"),
                Optional.empty(),
                embedding);
    }

    /** Vercel's gateway names the provider in front of the model. */
    private static Optional<String> ofGateway(Optional<String> model) {
        return model.filter(name -> name.indexOf('/') > 0)
                .map(name -> ProviderName.of(name.substring(0, name.indexOf('/'))));
    }

    /**
     * From version 6 on the input includes the cache, and its details say so by being there. Before, the counts of
     * Anthropic and Bedrock are those of their APIs, without the cache, and the total leaves it out too.
     */
    private static TokenCounts counts(Attributes attributes, Optional<String> provider) {
        boolean apart = !attributes.hasAnyUnder(INPUT_DETAILS)
                && provider.filter(name -> name.equals("anthropic") || name.equals("bedrock"))
                        .isPresent();
        return new TokenCounts(
                attributes.count(
                        "ai.usage.inputTokens",
                        "ai.usage.promptTokens",
                        "gen_ai.usage.input_tokens",
                        "ai.usage.tokens"),
                attributes.count("ai.usage.outputTokens", "ai.usage.completionTokens", "gen_ai.usage.output_tokens"),
                attributes.count(INPUT_DETAILS + "cacheReadTokens", "ai.usage.cachedInputTokens"),
                apart ? written(attributes) : attributes.count(INPUT_DETAILS + "cacheWriteTokens"),
                OptionalLong.empty(),
                attributes.count("ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens"),
                apart ? OptionalLong.empty() : attributes.count("ai.usage.totalTokens"),
                new Layout(apart, false));
    }

    /** Before version 6 only the provider's own metadata, a JSON text, has what was written to the cache. */
    private static OptionalLong written(Attributes attributes) {
        var metadata = attributes
                .text("ai.response.providerMetadata")
                .map(VercelSpans::json)
                .orElse(MissingNode.getInstance());
        for (var place : new String[] {
            "/anthropic/cacheCreationInputTokens",
            "/anthropic/usage/cache_creation_input_tokens",
            "/bedrock/usage/cacheWriteInputTokens"
        }) {
            var count = metadata.at(place);
            if (count.isIntegralNumber() && count.canConvertToLong() && isCount(count.longValue())) {
                return OptionalLong.of(count.longValue());
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isCount(long number) {
        return number >= 0 && number <= Usage.MAX_COUNT;
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
