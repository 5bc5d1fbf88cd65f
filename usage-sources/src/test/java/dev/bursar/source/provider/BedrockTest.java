package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockTest {

    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @Test
    void bothSpellingsOfTheCacheAreOneCount() {
        // When
        var call = call("""
                {"usage": {"inputTokens": 3, "outputTokens": 288, "totalTokens": 2365, "serverToolUsage": {},
                           "cacheReadInputTokens": 0, "cacheReadInputTokenCount": 0,
                           "cacheWriteInputTokens": 2074, "cacheWriteInputTokenCount": 2074,
                           "cacheDetails": [{"inputTokens": 2000, "ttl": "1h"}]}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 3L, "cache_read", 0L, "cache_write_5m", 74L, "cache_write_1h", 2000L, "output", 288L));
        assertThat(call.model()).isEqualTo(MODEL);
    }

    @Test
    void detailsThatExceedWhatWasWrittenAreSetAside() {
        assertRefused("bedrock", """
                {"model": "m", "usage": {"inputTokens": 3, "cacheWriteInputTokens": 5, "cacheDetails": [{"inputTokens": 6, "ttl": "5m"}]}}""", RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void withoutTheRequestsModelThereIsNone() {
        assertRefused("bedrock", "{\"usage\": {\"inputTokens\": 3}}", RejectionReason.NO_MODEL);
    }

    @Test
    void whatAPromptRouterChoseIsTheModelAndTheSdksRequestIdIsTheCalls() {
        // When
        var call = call("""
                {"ResponseMetadata": {"RequestId": "0a1b2c3d-1111-2222-3333-444455556666", "HTTPStatusCode": 200},
                 "usage": {"inputTokens": 3, "outputTokens": 1, "totalTokens": 4}, "serviceTier": {"type": "flex"},
                 "trace": {"promptRouter": {"invokedModelId": "arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-lite-v1:0"}}}""");

        // Then
        assertThat(call.model()).isEqualTo("arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-lite-v1:0");
        assertThat(call.responseId()).contains("0a1b2c3d-1111-2222-3333-444455556666");
        assertThat(call.serviceTier()).contains("flex");
    }

    @ParameterizedTest
    @CsvSource({
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5-20250929",
        "ai21.jamba-1-5-large-v1:0,                         jamba-1.5-large"
    })
    void theRequestsIdSaysMoreThanTheVendorsNameForTheSameModel(String id, String named) {
        // Given
        var body = "{\"type\": \"message\", \"model\": \"" + named
                + "\", \"usage\": {\"input_tokens\": 5, \"output_tokens\": 2}}";

        // When
        var same = ProviderResponses.understand(
                ProviderResponse.of("bedrock", body).withModel(id));
        var another = ProviderResponses.understand(
                ProviderResponse.of("bedrock", body).withModel("arn:aws:bedrock:us-east-1:1:prompt-router/r"));

        // Then
        assertThat(((CallOutcome.Understood) same.get(0)).call().model()).isEqualTo(id);
        assertThat(((CallOutcome.Understood) another.get(0)).call().model()).isEqualTo(named);
    }

    @Test
    void optimizedLatencyIsAClassOfServiceOfItsOwn() {
        assertThat(
                        call("{\"metadata\": {\"usage\": {\"inputTokens\": 3}, \"performanceConfig\": {\"latency\": \"optimized\"}}}")
                                .serviceTier())
                .contains("fast");
    }

    @Test
    void aStreamThatBreaksOffBeforeItsCountsHasNone() {
        assertRefused(
                "bedrock",
                "{\"messageStart\": {\"role\": \"assistant\"}}\n{\"messageStop\": {\"stopReason\": \"end_turn\"}}\n",
                RejectionReason.NO_USAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'inputTextTokenCount': 5, 'results': [{'tokenCount': 30}, {'tokenCount': 25}]}         | 5  | 55",
                "{'generation': 'x', 'prompt_token_count': 24, 'generation_token_count': 9}              | 24 | 9",
                "{'usage': {'inputTokens': 7, 'outputTokens': 2, 'totalTokens': 9}}                      | 7  | 2",
                "{'id': 'x', 'usage': {'prompt_tokens': 8, 'completion_tokens': 3, 'total_tokens': 11}}  | 8  | 3",
                "{'generation_id': 'x', 'meta': {'billed_units': {'input_tokens': 6, 'output_tokens': 4}}} | 6 | 4",
                "{'outputs': [{'text': 'x'}], 'ResponseMetadata': {'HTTPHeaders':"
                        + " {'x-amzn-bedrock-input-token-count': '12', 'x-amzn-bedrock-output-token-count': '3'}}} | 12 | 3"
            })
    void whatIsInvokedAnswersInItsVendorsWords(String body, long input, long output) {
        assertThat(counts(call(body.replace('\'', '"')))).isEqualTo(Map.of("input", input, "output", output));
    }

    @Test
    void anEmbeddingHasNoOutputAndImagesAreCounted() {
        assertThat(counts(call("{\"embedding\": [0.1], \"inputTextTokenCount\": 7}")))
                .isEqualTo(Map.of("input", 7L));
        assertThat(counts(call("{\"images\": [\"eA==\", \"eQ==\"]}"))).isEqualTo(Map.of("image", 2L));
    }

    @Test
    void metricsEndTheStreamOfAnInvokedModelAndHaveItsCounts() {
        // When
        var call = call("""
                {"outputText": "a", "inputTextTokenCount": 5, "totalOutputTextTokenCount": 2, "completionReason": null}
                {"outputText": "b", "totalOutputTextTokenCount": 3, "completionReason": "FINISH", "amazon-bedrock-invocationMetrics": {"inputTokenCount": 5, "outputTokenCount": 4}}
                """);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 5L, "output", 4L));
        assertThat(call.approximate()).isFalse();
    }

    @Test
    void aLineOfABatchHoldsTheVendorsBody() {
        // When
        var outcomes = understand("""
                {"recordId": "CALL0000001", "modelInput": {}, "modelOutput": {"type": "message", "model": "claude-3-haiku-20240307", "usage": {"input_tokens": 5, "output_tokens": 6}}}
                {"recordId": "CALL0000002", "modelInput": {}, "error": {"errorCode": 400}}
                {"recordId": "CALL00000""");

        // Then
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOfSatisfying(CallOutcome.Understood.class, understood -> {
            assertThat(understood.call().serviceTier()).contains("batch");
            assertThat(understood.call().part()).contains("0");
        });
        assertThat(outcomes.subList(1, 3))
                .extracting(outcome -> ((CallOutcome.Refused) outcome).reason())
                .containsExactly(RejectionReason.NO_USAGE, RejectionReason.MALFORMED);
    }

    private static List<CallOutcome> understand(String text) {
        return ProviderResponses.understand(ProviderResponse.of("bedrock", text).withModel(MODEL));
    }

    private static UnderstoodCall call(String text) {
        return ((CallOutcome.Understood) understand(text).get(0)).call();
    }
}
