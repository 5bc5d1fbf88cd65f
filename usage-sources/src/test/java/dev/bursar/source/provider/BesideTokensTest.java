package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.calls;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is billed beside the tokens of a call. */
class BesideTokensTest {

    private static final String RESPONSE = """
            {"id": "resp_0123456789abcdef", "object": "response", "model": "gpt-5.5", "status": "completed", "output": [%s],
             "tools": [{"type": "image_generation", "model": "gpt-image-2"}], "tool_usage": {"image_gen": {"input_tokens": %d,
               "input_tokens_details": {"image_tokens": 0, "text_tokens": %2$d}, "output_tokens": %d,
               "output_tokens_details": {"image_tokens": %3$d, "text_tokens": 0}}, "web_search": {"num_requests": %d}},
             "usage": {"input_tokens": 100, "output_tokens": 50, "output_tokens_details": {"reasoning_tokens": 10}, "total_tokens": 150}}""";

    private static final String SEARCH =
            "{\"type\": \"web_search_call\", \"id\": \"ws_1\", \"action\": {\"type\": \"search\", \"query\": \"a\"}}";

    @Test
    void drawnImagesAreACallOfTheModelThatDrewThem() {
        // When
        var calls = calls("openai", RESPONSE.formatted(SEARCH, 171, 1756, 3));

        // Then
        assertThat(calls).hasSize(2);
        assertThat(counts(calls.get(0)))
                .isEqualTo(Map.of("input", 100L, "output", 40L, "reasoning", 10L, "web_search", 3L));
        assertThat(calls.get(1).model()).isEqualTo("gpt-image-2");
        assertThat(calls.get(1).part()).contains("gpt-image-2");
        assertThat(counts(calls.get(1))).isEqualTo(Map.of("input", 171L, "output", 0L, "output_image", 1756L));
    }

    @Test
    void searchesThatAStreamToldBeforeItsEndAreCountedOnce() {
        // Given
        var item = "data: {\"type\": \"response.output_item.done\", \"item\": " + SEARCH + "}\n\n";
        var end = "data: {\"type\": \"response.completed\", \"response\": "
                + RESPONSE.formatted("", 0, 0, 0).replace("\n", " ") + "}\n\n";

        // When
        var call = call("openai", item + item + end);

        // Then
        assertThat(counts(call)).containsEntry("web_search", 1L);
        assertThat(call.approximate()).isFalse();
    }

    @Test
    void otherToolsThatRanAtXAiAreMetersOfTheirOwn() {
        // When
        var call = call("xai", """
                {"id": "0123456789abcdef-0000", "object": "response", "model": "grok-4.7", "output": [], "status": "completed",
                 "usage": {"input_tokens": 1000, "output_tokens": 100, "output_tokens_details": {"reasoning_tokens": 0},
                   "total_tokens": 1100, "num_server_side_tools_used": 7, "cost_in_usd_ticks": 276000000,
                   "server_side_tool_usage_details": {"web_search_calls": 1, "x_search_calls": 1, "code_interpreter_calls": 4,
                     "file_search_calls": 0, "mcp_calls": 1, "document_search_calls": 0}}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 1000L, "output", 100L, "reasoning", 0L, "web_search", 2L, "code_interpreter", 4L));
        assertThat(call.reportedCostUsd().orElseThrow()).isEqualByComparingTo("0.0276");
    }

    @Test
    void anAnswerThatIsGroundedOnMapsSaysSo() {
        // When
        var call = call("google", """
                {"candidates": [{"finishReason": "STOP", "groundingMetadata": {"groundingChunks": [
                   {"maps": {"uri": "x", "title": "y", "placeId": "z"}}, {"maps": {"uri": "u", "title": "v", "placeId": "w"}}]}}],
                 "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 3, "totalTokenCount": 10},
                 "modelVersion": "gemini-2.5-flash"}""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 7L, "output", 3L, "maps_grounding", 1L));
    }

    /** The SDKs wrap an event's payload in its name; on the wire the name is a header. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"metadata\": {\"usage\": %s}}", "{\"metrics\": {\"latencyMs\": 9}, \"usage\": %s}"})
    void aStreamOfAnOpenAiModelAtBedrockHasTheCacheWithinItsInput(String form) {
        // Given
        var metadata = form.formatted("{\"inputTokens\": 4995, \"outputTokens\": 19, \"totalTokens\": 10007,"
                + " \"cacheReadInputTokens\": 0, \"cacheWriteInputTokens\": 4993}");

        // When
        var call = ((CallOutcome.Understood) ProviderResponses.understand(
                                ProviderResponse.of("bedrock", "{\"messageStop\": {}}\n" + metadata)
                                        .withModel("openai.gpt-5.6-sol"))
                        .get(0))
                .call();

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of("input", 2L, "cache_read", 0L, "cache_write_5m", 4993L, "output", 19L));
        assertThat(call.approximate()).isTrue();
    }
}
