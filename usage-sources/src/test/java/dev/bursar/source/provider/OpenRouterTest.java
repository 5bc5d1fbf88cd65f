package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "'server_tool_use_details': {'web_search_requests': 1}                            | web_search  | 1",
                "'server_tool_use': {'web_search_requests': 2, 'tool_calls_executed': 2}          | web_search  | 2",
                "'server_tool_use_details': {'tool_calls_requested': 1, 'tool_calls_executed': 1} | server_tool | 1",
                "'cost': 0.0077641, 'cost_details': {'upstream_inference_cost': 0.0007641}        | server_tool | 1",
                "'cost': 0.0077641, 'cost_details': {'upstream_inference_cost': 0.0077641}        | -           | 0",
                "'cost': 0.0077641, 'cost_details': {'upstream_inference_cost': null}             | -           | 0",
                "'is_byok': true, 'cost': 0.001, 'cost_details': {'upstream_inference_cost': 0}   | -           | 0"
            })
    void whatRanAtOpenRouterIsCountedSoThatItsCostIsNotTheTokensAlone(String said, String meter, long count) {
        // When
        var call = call(
                "openrouter",
                "{\"id\": \"gen-1786465024-LTuiAe3JFScRdoQQj2E3\", \"model\": \"openai/gpt-4.1-mini\", \"usage\":"
                        + " {\"prompt_tokens\": 5, \"completion_tokens\": 3, " + said.replace('\'', '"') + "}}");

        // Then
        var expected = new TreeMap<>(Map.of("input", 5L, "output", 3L));
        if (meter != null) {
            expected.put(meter, count);
        }
        assertThat(counts(call)).isEqualTo(expected);
    }
}
