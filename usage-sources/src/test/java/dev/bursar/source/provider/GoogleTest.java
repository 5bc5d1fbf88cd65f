package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleTest {

    @ParameterizedTest
    @ValueSource(strings = {"google", "gemini", "vertex"})
    void everyWordForGoogleGivesTheSameProvider(String word) {
        assertThat(call(word, body("\"promptTokenCount\": 1")).provider()).isEqualTo("google");
    }

    @Test
    void modalitiesAreMetersOfTheirOwnAndDocumentsAreNot() {
        // When
        var call = call("google", body("""
                        "promptTokenCount": 100, "cachedContentTokenCount": 40, "candidatesTokenCount": 30, "totalTokenCount": 130,
                        "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 10}, {"modality": "AUDIO", "tokenCount": 50},
                                                {"modality": "VIDEO", "tokenCount": 20}, {"modality": "DOCUMENT", "tokenCount": 20}],
                        "cacheTokensDetails": [{"modality": "AUDIO", "tokenCount": 30}, {"modality": "DOCUMENT", "tokenCount": 10}],
                        "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 25}]"""));

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 20L,
                        "input_audio", 20L,
                        "input_video", 20L,
                        "cache_read", 10L,
                        "cache_read_audio", 30L,
                        "output", 5L,
                        "output_image", 25L));
        assertThat(call.usage().tokens()).isEqualTo(130);
    }

    @Test
    void detailsThatDoNotAddUpAreNotTheTotal() {
        // When
        var call = call("google", body("""
                        "promptTokenCount": 432, "toolUsePromptTokenCount": 78, "thoughtsTokenCount": 18, "totalTokenCount": 528,
                        "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 301}]"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 510L, "reasoning", 18L));
    }

    @Test
    void detailsThatExceedTheTotalAreCutToIt() {
        // When
        var call = call("google", body("""
                        "promptTokenCount": 10, "candidatesTokenCount": 3, "totalTokenCount": 13,
                        "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 99}],
                        "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 99}]"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 0L, "input_audio", 10L, "output", 0L, "output_image", 3L));
    }

    @ParameterizedTest
    @CsvSource({
        "serviceTier,  standard,             standard",
        "serviceTier,  flex,                 flex",
        "trafficType,  ON_DEMAND,            standard",
        "trafficType,  ON_DEMAND_FLEX,       flex",
        "trafficType,  ON_DEMAND_PRIORITY,   priority",
        "trafficType,  PROVISIONED_THROUGHPUT, provisioned_throughput",
        "trafficType,  TRAFFIC_TYPE_UNSPECIFIED,"
    })
    void theTierIsReadFromEitherField(String field, String word, String tier) {
        assertThat(call("google", body("\"promptTokenCount\": 1, \"" + field + "\": \"" + word + "\""))
                        .serviceTier()
                        .orElse(null))
                .isEqualTo(tier);
    }

    @Test
    void aStreamMayBeAnArray() {
        // When
        var call = call("google", """
                [{"usageMetadata": {"promptTokenCount": 9, "totalTokenCount": 9}, "modelVersion": "gemini-2.5-flash", "responseId": "r"},
                 {"candidates": [{"finishReason": "STOP"}], "modelVersion": "gemini-2.5-flash",
                  "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 4, "totalTokenCount": 13}}]""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 9L, "output", 4L));
        assertThat(call.approximate()).isFalse();
        assertThat(call.responseId()).contains("r");
    }

    @Test
    void aStreamThatNeverFinishedIsALowerBound() {
        // Given
        var whole = Fixtures.text("providers/gemini/stream.sse");

        // When
        var call = call("google", whole.substring(0, whole.lastIndexOf("data: ")));

        // Then
        assertThat(call.approximate()).isTrue();
        assertThat(counts(call)).containsEntry("output", 40L);
    }

    @Test
    void aTotalThatIsNotTheSumIsSetAside() {
        assertRefused(
                "google",
                body("\"promptTokenCount\": 5, \"candidatesTokenCount\": 5, \"totalTokenCount\": 11"),
                RejectionReason.TOTALS_CONTRADICT);
    }

    @Test
    void aStreamInOpenAisDialectHidesThoughtsInTheTotalToo() {
        // When
        var call = call("google", """
                data: {"id": "x", "model": "gemini-2.5-pro", "choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 30}}

                data: [DONE]

                """);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 7L, "output", 2L, "reasoning", 21L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"error\": {\"code\": 429}}", "{\"usageMetadata\": {}}", "[]"})
    void withoutCountsThereIsNoUsage(String body) {
        assertRefused("google", body, RejectionReason.NO_USAGE);
    }

    @Test
    void thoughtsForWhichTheTotalHasNoRoomAreWithinWhatWasShown() {
        // When
        var call = call("google", body("""
                        "promptTokenCount": 15, "candidatesTokenCount": 700, "thoughtsTokenCount": 661, "totalTokenCount": 715"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 15L, "output", 39L, "reasoning", 661L));
    }

    @Test
    void anEmbeddingTellsWhatItsModelHeardAndSaw() {
        // When
        var call = call("google", body("""
                        "promptTokenCount": 120, "totalTokenCount": 120,
                        "promptTokenDetails": [{"modality": "TEXT", "tokenCount": 20}, {"modality": "AUDIO", "tokenCount": 100}]"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 20L, "input_audio", 100L));
    }

    @Test
    void whatGooglesLibrariesWriteInSnakeCaseIsTheSame() {
        // When
        var call = call("google", """
                {"candidates": [{"finish_reason": "STOP", "grounding_metadata": {"web_search_queries": ["a", "b"]}}],
                 "model_version": "gemini-3-pro-preview", "response_id": "r-1", "prompt_feedback": null,
                 "usage_metadata": {"prompt_token_count": 20, "candidates_token_count": 10, "total_token_count": 37,
                   "cached_content_token_count": 5, "thoughts_token_count": 7, "tool_use_prompt_token_count": null,
                   "prompt_tokens_details": [{"modality": "AUDIO", "token_count": 3}], "traffic_type": "ON_DEMAND"}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 12L,
                        "input_audio", 3L,
                        "cache_read", 5L,
                        "output", 10L,
                        "reasoning", 7L,
                        "web_search", 2L));
        assertThat(call.responseId()).contains("r-1");
        assertThat(call.serviceTier()).contains("standard");
    }

    @ParameterizedTest
    @CsvSource({"true,2112,false", "false,2101,true"})
    void aStepThatEndsIsNotTheEndOfTheAnswer(boolean whole, long tokens, boolean approximate) {
        // Given
        var step = piece(1265, ", \"finishReason\": \"STOP\"");
        var end = whole ? piece(2112, ", \"finishReason\": \"STOP\"") : "";

        // When
        var call = call("google", step + piece(2101, "") + end);

        // Then
        assertThat(call.usage().tokens()).isEqualTo(tokens);
        assertThat(call.approximate()).isEqualTo(approximate);
    }

    private static String piece(int total, String reason) {
        return "data: {\"candidates\": [{\"index\": 0" + reason
                + "}], \"modelVersion\": \"gemini-2.5-pro\", \"usageMetadata\":"
                + " {\"promptTokenCount\": 46, \"candidatesTokenCount\": " + (total - 46) + ", \"totalTokenCount\": "
                + total
                + "}}\n\n";
    }

    @Test
    void aTurnOfALiveSessionIsACallAndSeveralAreNot() {
        // Given
        var turn = "{\"serverContent\": {\"turnComplete\": true}, \"modelVersion\": \"gemini-live-2.5-flash\","
                + " \"usageMetadata\": {\"promptTokenCount\": 100, \"responseTokenCount\": 30, \"totalTokenCount\": 130}}\n";

        // When
        var call = call("google", "{\"serverContent\": {\"modelTurn\": {}}}\n" + turn);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 100L, "output", 30L));
        assertThat(call.approximate()).isFalse();
        assertThat(call("google", turn + turn)).isEqualTo(call);
        assertRefused("google", turn + turn.replace("30", "40"), RejectionReason.MALFORMED);
    }

    private static String body(String counts) {
        return "{\"modelVersion\": \"gemini-2.5-flash\", \"responseId\": \"r-1\", \"usageMetadata\": {" + counts + "}}";
    }
}
