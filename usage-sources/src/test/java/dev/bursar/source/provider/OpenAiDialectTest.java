package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.calls;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers say otherwise than OpenAI, in its dialect. */
class OpenAiDialectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure-openai",
                "bedrock",
                "google",
                "mistral",
                "cohere",
                "deepseek",
                "xai",
                "groq",
                "cerebras",
                "openrouter",
                "ollama",
                "anthropic",
                "aws"
            })
    void everyProviderSpeaksIt(String word) {
        // When
        var call = call(word, chat("\"prompt_tokens\": 3, \"completion_tokens\": 4, \"total_tokens\": 7"));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 3L, "output", 4L));
        assertThat(call.provider()).isEqualTo(ProviderResponses.provider(word).orElseThrow());
        assertThat(call.responseId()).contains("chatcmpl-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure-openai", "bedrock", "vertex", "openrouter", "deepseek", "ollama"})
    void whoeverHostsItSpeaksAnthropicsToo(String word) {
        // When
        var call = call(word, """
                {"id": "msg_1", "type": "message", "model": "claude-sonnet-4-6",
                 "usage": {"input_tokens": 5, "cache_read_input_tokens": 30, "output_tokens": 2}}""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 5L, "cache_read", 30L, "output", 2L));
    }

    @ParameterizedTest
    @CsvSource({"0,20,0", "15,5,15", "21,20,"})
    void gatewaysThatAddAnthropicsWordsToAChatHaveThemInsideWhereTheyFit(long written, long input, Long counted) {
        // When
        var call = call("openai", chat("""
                        "prompt_tokens": 50, "completion_tokens": 2, "total_tokens": 52, "prompt_tokens_details": {"cached_tokens": 30},
                        "cache_read_input_tokens": 30, "cache_creation_input_tokens": %d""".formatted(written)));

        // Then
        assertThat(call.usage().tokens()).isEqualTo(52);
        assertThat(counts(call)).containsEntry("input", input);
        assertThat(counts(call).get("cache_write_5m")).isEqualTo(counted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai    | {'id': 'a', 'usage': {'prompt_tokens': 1}}           | {'id': 'b', 'usage': {'prompt_tokens': 1}}",
                "anthropic | {'type': 'message', 'usage': {'input_tokens': 1}}    | {'type': 'message', 'usage': {'input_tokens': 1}}",
                "bedrock   | {'metadata': {'usage': {'inputTokens': 1}}}          | {'metadata': {'usage': {'inputTokens': 2}}}",
                "cohere    | {'id': 'a', 'meta': {'tokens': {'input_tokens': 1}}} | {'id': 'b', 'meta': {'tokens': {'input_tokens': 2}}}",
                "ollama    | {'eval_count': 1, 'done': true}                      | {'eval_count': 2, 'done': true}",
                "anthropic | {'type': 'message_start', 'message': {'id': 'a', 'usage': {'input_tokens': 1}}}"
                        + " | {'type': 'message_start', 'message': {'id': 'b', 'usage': {'input_tokens': 1}}}"
            })
    void severalCallsThatAreNoBatchAreRefusedSoThatNoneIsLost(String word, String one, String other) {
        assertRefused(word, (one + "\n" + other).replace('\'', '"'), RejectionReason.MALFORMED);
    }

    @Test
    void aFirstPieceWithoutChoicesDoesNotEndAStream() {
        // When
        var call = call("xai", """
                data: {"id": "", "model": "", "choices": [], "usage": null}

                data: {"id": "c", "model": "m", "choices": [{"delta": {"content": "x"}, "finish_reason": null}], "usage": {"prompt_tokens": 3, "completion_tokens": 1}}

                """);

        // Then
        assertThat(call.approximate()).isTrue();
    }

    @Test
    void hitsAndMissesThatAreNotThePromptAreSetAside() {
        assertRefused(
                "deepseek",
                chat("\"prompt_tokens\": 10, \"prompt_cache_hit_tokens\": 4, \"prompt_cache_miss_tokens\": 5"),
                RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void twoWordsForTheSameCountAreCountedOnce() {
        assertThat(counts(call("mistral", chat("""
                                "prompt_tokens": 10, "num_cached_tokens": 4,
                                "prompt_tokens_details": {"cached_tokens": 4}""")))).isEqualTo(Map.of("input", 6L, "cache_read", 4L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral    | \"prompt_token_details\": {\"cached_tokens\": 4}",
                "openai     | \"prompt_token_details\": {\"cached_tokens\": 4}",
                "openai     | \"cached_tokens\": 4",
                "openrouter | \"cached_tokens\": 4, \"prompt_tokens_details\": null"
            })
    void whatCameFromTheCacheIsReadWhereverItIsSaid(String word, String cached) {
        assertThat(counts(call(word, chat("\"prompt_tokens\": 10, " + cached))))
                .isEqualTo(Map.of("input", 6L, "cache_read", 4L));
    }

    @Test
    void twoWordsForTheSameCountThatDisagreeAreSetAside() {
        assertRefused("mistral", chat("""
                        "prompt_tokens": 10, "num_cached_tokens": 4,
                        "prompt_tokens_details": {"cached_tokens": 5}"""), RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void promptsOfConnectorsComeOnTopOfThePromptAndTheirSearchesBesideIt() {
        // When
        var call = call("mistral", chat("""
                        "prompt_tokens": 188, "completion_tokens": 55, "total_tokens": 7355,
                        "connector_tokens": 7112, "connectors": {"web_search": 1, "web_search_premium": 2}"""));

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of("input", 7300L, "output", 55L, "web_search", 1L, "web_search_premium", 2L));
    }

    @Test
    void audioIsBilledByTheSecondAndItsTokensAreInTheTotalOnly() {
        assertThat(counts(call("mistral", chat("""
                                "prompt_tokens": 4, "completion_tokens": 635, "total_tokens": 3264,
                                "prompt_audio_seconds": 203"""))))
                .isEqualTo(Map.of("input", 4L, "output", 635L, "audio_second", 203L));
        assertRefused("mistral", chat("""
                        "prompt_tokens": 4, "completion_tokens": 635, "total_tokens": 600,
                        "prompt_audio_seconds": 203"""), RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void reasoningIsOnTopOfWhatIsShown() {
        assertThat(counts(call("xai", chat("""
                                "prompt_tokens": 32, "completion_tokens": 9, "total_tokens": 135,
                                "completion_tokens_details": {"reasoning_tokens": 94}""")))).isEqualTo(Map.of("input", 32L, "output", 9L, "reasoning", 94L));
        assertRefused("xai", chat("""
                        "prompt_tokens": 32, "completion_tokens": 9, "total_tokens": 130,
                        "completion_tokens_details": {"reasoning_tokens": 94}"""), RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void reasoningThatIsInsideAfterAllIsToldByTheTotal() {
        assertThat(counts(call("xai", chat("""
                                "prompt_tokens": 30, "completion_tokens": 100, "total_tokens": 130,
                                "completion_tokens_details": {"reasoning_tokens": 90}""")))).isEqualTo(Map.of("input", 30L, "output", 10L, "reasoning", 90L));
    }

    @Test
    void ticksAreTenBillionthsOfADollarAndToolsAreCounted() {
        // When
        var call = call("xai", """
                {"id": "r", "model": "grok-4.7", "output": [{"type": "web_search_call", "action": {"type": "search"}}], "usage": {
                  "input_tokens": 9, "output_tokens": 1, "total_tokens": 10, "cost_in_usd_ticks": 1500000000001,
                  "server_side_tool_usage_details": {"web_search_calls": 3, "x_search_calls": 2, "mcp_calls": 9}}}""");

        // Then
        assertThat(call.reportedCostUsd()).contains(new BigDecimal("150.0000000001"));
        assertThat(counts(call)).containsEntry("web_search", 5L);
    }

    @Test
    void aStreamsLastPieceMayHoldItsCountsInAWordOfItsOwn() {
        // When
        var call = call("groq", """
                data: {"id": "chatcmpl-1", "model": "llama-3.3-70b-versatile", "choices": [{"delta": {"content": "x"}}]}

                data: {"id": "chatcmpl-1", "model": "llama-3.3-70b-versatile", "choices": [{"finish_reason": "stop"}], "x_groq": {"id": "req_1", "usage": {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}}}

                """);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 3L, "output", 4L));
        assertThat(call.approximate()).isFalse();
        assertThat(call.responseId()).contains("chatcmpl-1");
    }

    @Test
    void everyModelBehindASystemIsACallOfItsOwn() {
        // When
        var calls = calls("groq", """
                {"id": "chatcmpl-1", "model": "groq/compound", "usage": {"prompt_tokens": 60, "completion_tokens": 6, "total_tokens": 66},
                 "usage_breakdown": {"models": [
                   {"model": "llama-3.3-70b-versatile", "usage": {"prompt_tokens": 10, "completion_tokens": 1, "total_tokens": 11}},
                   {"model": "openai/gpt-oss-120b", "usage": {"prompt_tokens": 20, "completion_tokens": 2, "total_tokens": 22}},
                   {"model": "openai/gpt-oss-120b", "usage": {"prompt_tokens": 30, "completion_tokens": 3, "total_tokens": 33}}]}}""");

        // Then
        assertThat(calls)
                .extracting(UnderstoodCall::model)
                .containsExactly("llama-3.3-70b-versatile", "openai/gpt-oss-120b");
        assertThat(counts(calls.get(1))).isEqualTo(Map.of("input", 50L, "output", 5L));
        assertThat(calls.get(1).part()).contains("openai/gpt-oss-120b");
        assertThat(calls).extracting(UnderstoodCall::scope).containsExactly(Scope.CALL, Scope.RUN);
        assertThat(calls).noneMatch(UnderstoodCall::approximate);
    }

    @Test
    void sharesThatAreNotTheWholeAreBelievedAndMarked() {
        // When
        var call = call("groq", """
                {"id": "chatcmpl-1", "model": "groq/compound", "usage": {"prompt_tokens": 60, "completion_tokens": 6},
                 "usage_breakdown": {"models": [{"model": "a", "usage": {"prompt_tokens": 10, "completion_tokens": 1}}]}}""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 10L, "output", 1L));
        assertThat(call.approximate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false,0.002", "true,0.012"})
    void withAKeyOfOnesOwnTheHostsBillComesOnTop(boolean ownKey, BigDecimal cost) {
        // When
        var call = call(
                "openrouter",
                chat("\"prompt_tokens\": 1, \"cost\": 0.002, \"is_byok\": " + ownKey
                        + ", \"cost_details\": {\"upstream_inference_cost\": 0.01}"));

        // Then
        assertThat(call.reportedCostUsd()).contains(cost);
    }

    @Test
    void aReportedCostIsExactAndItsNoiseIsNot() {
        assertThat(call("openrouter", chat("\"prompt_tokens\": 1, \"cost\": 7.790000000000001e-05"))
                        .reportedCostUsd())
                .contains(new BigDecimal("0.00007790000000000001"));
        assertThat(call("openrouter", chat("\"prompt_tokens\": 1, \"cost\": 1.00000000000000000000000019"))
                        .reportedCostUsd())
                .contains(new BigDecimal("1.000000000000000000000000"));
        assertRefused("openrouter", chat("\"prompt_tokens\": 1, \"cost\": \"0.1\""), RejectionReason.MALFORMED);
    }

    @Test
    void videoIsAMeterOfItsOwn() {
        assertThat(counts(call("openrouter", chat("""
                                "prompt_tokens": 10, "prompt_tokens_details": {"video_tokens": 4, "audio_tokens": 1},
                                "server_tool_use": {"web_search_requests": 2}"""))))
                .isEqualTo(Map.of("input", 5L, "input_video", 4L, "input_audio", 1L, "web_search", 2L));
    }

    private static String chat(String usage) {
        return "{\"id\": \"chatcmpl-1\", \"object\": \"chat.completion\", \"model\": \"m\", \"usage\": {" + usage
                + "}}";
    }
}
