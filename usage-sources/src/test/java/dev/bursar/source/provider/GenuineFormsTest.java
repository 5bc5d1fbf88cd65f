package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.calls;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that providers and what records them really send, and that look like faults. */
class GenuineFormsTest {

    private static final String CHAT = "{\"id\": \"chatcmpl-123456789012\", \"model\": \"gpt-5.5\", \"usage\":"
            + " {\"prompt_tokens\": 10, \"completion_tokens\": 5, \"total_tokens\": 15}}";
    private static final String START = "data: {\"type\": \"message_start\", \"message\": {\"id\": \"msg_1\", \"type\":"
            + " \"message\", \"model\": \"claude-sonnet-4-6\", \"usage\": {\"input_tokens\": 100, \"output_tokens\": 1}}}\n\n";
    private static final String END =
            "data: {\"type\": \"message_delta\", \"delta\": {}, \"usage\": {\"output_tokens\": 50}}\n\n";
    private static final String GEMINI = "{\"candidates\": [{\"finishReason\": \"STOP\"}], \"usageMetadata\":"
            + " {\"promptTokenCount\": 7, \"candidatesTokenCount\": 3, \"totalTokenCount\": 10}, \"modelVersion\":"
            + " \"gemini-2.5-flash\", \"responseId\": \"abcdefghijklmnop\"}";

    @Test
    void anInteractionOfGeminisIsACall() {
        // When
        var call = call("google", """
                {"id": "v1_ChdXS0l4YWZXTk9xbk0xZThQczhEcmlROBIXV0tJ", "model": "gemini-3-flash-preview", "object": "interaction",
                 "status": "completed", "service_tier": "standard", "usage": {"total_tokens": 1700, "total_input_tokens": 133,
                   "input_tokens_by_modality": [{"modality": "text", "tokens": 133}], "total_cached_tokens": 0,
                   "total_output_tokens": 1518, "output_tokens_by_modality": [{"modality": "image", "tokens": 1120}],
                   "total_tool_use_tokens": 0, "total_thought_tokens": 49,
                   "grounding_tool_count": [{"type": "google_search", "count": 2, "search_query_count": 2}]}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 133L,
                        "cache_read", 0L,
                        "output", 398L,
                        "output_image", 1120L,
                        "reasoning", 49L,
                        "web_search", 2L));
        assertThat(call.serviceTier()).contains("standard");
        assertThat(call.approximate()).isFalse();
    }

    @Test
    void anInteractionMayBeStreamedOrInCamelCase() {
        // When
        var streamed = call("google", """
                event: step.delta
                data: {"index": 1, "delta": {"text": "1, 2", "type": "text"}, "event_type": "step.delta"}

                event: interaction.completed
                data: {"interaction": {"id": "v1_1", "status": "completed", "usage": {"totalTokens": 346, "totalInputTokens": 11, "totalOutputTokens": 90, "totalThoughtTokens": 245}, "object": "interaction", "model": "gemini-3.5-flash"}, "event_type": "interaction.completed"}

                event: done
                data: [DONE]

                """);

        // Then
        assertThat(counts(streamed)).isEqualTo(Map.of("input", 11L, "output", 90L, "reasoning", 245L));
        assertThat(streamed.model()).isEqualTo("gemini-3.5-flash");
        assertThat(streamed.approximate()).isFalse();
    }

    @Test
    void aConversationOfMistralsNamesItsModelInItsOutputs() {
        // When
        var call = call("mistral", """
                {"conversation_id": "conv_06835b734cc47dec8000b5f8f860b672", "object": "conversation.response",
                 "usage": {"prompt_tokens": 188, "completion_tokens": 55, "total_tokens": 7355, "connector_tokens": 7112,
                   "connectors": {"web_search": 1}},
                 "outputs": [{"type": "tool.execution", "name": "web_search", "id": "tool_exec_0683"},
                   {"type": "message.output", "model": "mistral-medium-2505", "id": "msg_06835b9d0bab7b448000ab0d3b5d4c2e"}]}""");

        // Then
        assertThat(call.model()).isEqualTo("mistral-medium-2505");
        assertThat(call.responseId()).contains("msg_06835b9d0bab7b448000ab0d3b5d4c2e");
        assertThat(counts(call)).isEqualTo(Map.of("input", 7300L, "output", 55L, "web_search", 1L));
    }

    @Test
    void anArrayThatBreaksOffIsReadAsFarAsItCame() {
        // Given
        var piece = GEMINI.replace("{\"finishReason\": \"STOP\"}", "{\"content\": {}}");

        // When
        var call = call("google", "[" + piece + "\n,\n{\n  \"candidates\": [{\"content\": {\"te\n");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 7L, "output", 3L));
        assertThat(call.approximate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"response\": %s, \"metadata\": {\"key\": \"request-1\"}}",
                "{\"name\": \"batches/1\", \"done\": true, \"response\": {\"inlinedResponses\": {\"inlinedResponses\":"
                        + " [{\"response\": %s, \"metadata\": {\"key\": \"r1\"}}]}}}"
            })
    void resultsOfABatchWithoutFilesAreOfABatch(String form) {
        assertThat(calls("google", form.formatted(GEMINI))).singleElement().satisfies(call -> {
            assertThat(call.serviceTier()).contains("batch");
            assertThat(counts(call)).isEqualTo(Map.of("input", 7L, "output", 3L));
        });
    }

    @Test
    void aByteOrderMarkSaysNothing() {
        assertThat(call("openai", "\uFEFF" + CHAT).usage().tokens()).isEqualTo(15);
        assertThat(call("anthropic", "\uFEFF" + START + END).usage().tokens()).isEqualTo(150);
    }

    @Test
    void anEventThatIsNoJsonLeavesTheOthersAndIsMarked() {
        // When
        var call = call("anthropic", START + "data: {\"type\": \"content_block_delta\", \"del\n\n" + END);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 100L, "output", 50L));
        assertThat(call.approximate()).isTrue();
        assertThat(call("anthropic", START + END).approximate()).isFalse();
    }

    @Test
    void whatAModelPassesToAToolMayNestDeeply() {
        // Given
        var input = "{\"a\": ".repeat(90) + "1" + "}".repeat(90);

        // When
        var call = call(
                "anthropic",
                "{\"id\": \"msg_1\", \"type\": \"message\", \"model\": \"claude-sonnet-4-6\", \"content\":"
                        + " [{\"type\": \"tool_use\", \"input\": " + input
                        + "}], \"usage\": {\"input_tokens\": 10, \"output_tokens\": 5}}");

        // Then
        assertThat(call.usage().tokens()).isEqualTo(15);
    }

    @Test
    void countsThatAreSaidTwiceStayRefused() {
        assertRefused(
                "openai", CHAT.replace("{\"prompt", "{\"prompt_tokens\": 9, \"prompt"), RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"1614,293,321,false", "1293,0,293,true", ",293,321,true"})
    void moreReasoningThanCompletionIsBesideItOrAllOfIt(Long total, long output, long reasoning, boolean approximate) {
        // When
        var call = call("openrouter", """
                {"id": "gen-1234567890-abcdefghijklmnop", "model": "moonshotai/kimi-k2.6", "choices": [{"finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 1000, "completion_tokens": 293, "total_tokens": %s, "cost": 0.0021,
                   "completion_tokens_details": {"reasoning_tokens": 321}}}""".formatted(total));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 1000L, "output", output, "reasoning", reasoning));
        assertThat(call.approximate()).isEqualTo(approximate);
    }

    @Test
    void whatAMessageAtOpenRouterCostIsReported() {
        // When
        var call = call("openrouter", """
                {"id": "gen-1234567890-abcdefghijklmnop", "type": "message", "model": "some/unknown-model", "content": [],
                 "usage": {"input_tokens": 100, "output_tokens": 50, "cache_creation_input_tokens": 0,
                   "cache_read_input_tokens": 0, "cost": 0.00123, "is_byok": false}}""");

        // Then
        assertThat(call.reportedCostUsd().orElseThrow()).isEqualByComparingTo("0.00123");
    }
}
