package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterGenerationTest {

    @ParameterizedTest
    @CsvSource({"false,0.00492", "true,0.02492"})
    void whatIsToldOfACallAfterwardsCountsInTheHostsTokens(boolean ownKey, BigDecimal cost) {
        // When
        var call = call("openrouter", """
                {"data": {"id": "gen-3bhGkxlo4XFrqiabUM7NDtwDzWwG", "model": "anthropic/claude-sonnet-4.5", "total_cost": 0.00492,
                  "tokens_prompt": 10, "tokens_completion": 25, "native_tokens_prompt": 120, "native_tokens_completion": 50,
                  "native_tokens_reasoning": 20, "native_tokens_cached": 64, "native_tokens_completion_images": 4,
                  "is_byok": %s, "upstream_inference_cost": 0.02, "usage": 0.00492, "streamed": true}}""".formatted(ownKey));

        // Then
        assertThat(counts(call))
                .isEqualTo(
                        Map.of("input", 56L, "cache_read", 64L, "output", 26L, "output_image", 4L, "reasoning", 20L));
        assertThat(call.model()).isEqualTo("anthropic/claude-sonnet-4.5");
        assertThat(call.responseId()).contains("gen-3bhGkxlo4XFrqiabUM7NDtwDzWwG");
        assertThat(call.reportedCostUsd().orElseThrow()).isEqualByComparingTo(cost);
    }
}
