package dev.bursar.source.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.ServiceTierName;
import dev.bursar.contract.usage.Usage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a provider says beside the Vercel AI SDK's own counts: a JSON text, under the word of the provider's class, which
 * is {@code vertex} for Claude at Vertex AI.
 *
 * @param said what stands under that word
 */
record VercelMetadata(JsonNode said) {

    static VercelMetadata of(Attributes attributes) {
        var all = attributes
                .text("ai.response.providerMetadata")
                .map(VercelMetadata::json)
                .orElse(MissingNode.getInstance());
        for (var word : new String[] {"anthropic", "vertex", "googleVertex", "bedrock", "openai", "azure"}) {
            if (all.path(word).isObject()) {
                return new VercelMetadata(all.get(word));
            }
        }
        return new VercelMetadata(MissingNode.getInstance());
    }

    /** Input as the provider counts it. */
    OptionalLong input() {
        return count("/usage/input_tokens", "/usage/inputTokens");
    }

    OptionalLong cacheRead() {
        return count("/cacheReadInputTokens", "/usage/cache_read_input_tokens", "/usage/cacheReadInputTokens");
    }

    OptionalLong cacheWrite() {
        return count("/cacheCreationInputTokens", "/usage/cache_creation_input_tokens", "/usage/cacheWriteInputTokens");
    }

    /** How much of what was written to the cache lives an hour. */
    OptionalLong cacheWriteHour() {
        return count("/usage/cache_creation/ephemeral_1h_input_tokens");
    }

    Optional<String> serviceTier() {
        return ServiceTierName.of(Optional.of(said.path("serviceTier").asText())
                .filter(word -> !word.isEmpty())
                .or(() -> Optional.of(said.at("/usage/service_tier").asText())));
    }

    private OptionalLong count(String... places) {
        for (var place : places) {
            var count = said.at(place);
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
