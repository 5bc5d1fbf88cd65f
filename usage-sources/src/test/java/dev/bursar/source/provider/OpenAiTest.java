package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiTest {

    @Test
    void everythingAroundTheCountsIsRead() {
        // When
        var call = call("openai", chat("\"prompt_tokens\": 3, \"completion_tokens\": 4, \"total_tokens\": 7"));

        // Then
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(call.responseId()).contains("chatcmpl-1");
        assertThat(call.serviceTier()).contains("flex");
        assertThat(call.part()).isEmpty();
        assertThat(call.scope()).isEqualTo(Scope.CALL);
        assertThat(call.approximate()).isFalse();
        assertThat(call.reportedCostUsd()).isEmpty();
    }

    @Test
    void whatTheBodyDoesNotSayIsUnknownAndNotZero() {
        // When
        var call = call("openai", chat("\"prompt_tokens\": 3, \"completion_tokens\": 4"));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 3L, "output", 4L));
    }

    @Test
    void whatTheBodySaysIsZeroIsZero() {
        // When
        var call = call("openai", chat("""
                        "prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0,
                        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
                        "completion_tokens_details": {"reasoning_tokens": 0}"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 0L, "cache_read", 0L, "output", 0L, "reasoning", 0L));
    }

    @Test
    void audioAndImagesAreMetersOfTheirOwnAndLeaveTheRestDisjoint() {
        // When
        var call = call("openai", chat("""
                        "prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150,
                        "prompt_tokens_details": {"cached_tokens": 20, "audio_tokens": 30, "image_tokens": 10,
                                                  "cached_tokens_details": {"audio_tokens": 5}},
                        "completion_tokens_details": {"reasoning_tokens": 8, "audio_tokens": 12}"""));

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 45L,
                        "input_audio", 25L,
                        "input_image", 10L,
                        "cache_read", 15L,
                        "cache_read_audio", 5L,
                        "output", 30L,
                        "output_audio", 12L,
                        "reasoning", 8L));
    }

    @Test
    void whatOfTheCachedWasAudioIsWorkedOutWhereTheBodyIsSilent() {
        // When
        var call = call("openai", chat("""
                        "prompt_tokens": 100, "completion_tokens": 0,
                        "prompt_tokens_details": {"cached_tokens": 60, "audio_tokens": 70}"""));

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input", 0L, "input_audio", 40L, "cache_read", 30L, "cache_read_audio", 30L, "output", 0L));
    }

    @ParameterizedTest
    @CsvSource({
        "default,standard",
        "auto,",
        "flex,flex",
        "priority,priority",
        "fast,priority",
        "ultrafast,ultrafast",
        "scale,scale",
        "DEFAULT,standard"
    })
    void theTierIsOneThatPricesAreMadeForOrStaysToBeSeenAsUnknown(String word, String tier) {
        // When
        var call = call("openai", chat("\"prompt_tokens\": 1").replace("\"flex\"", "\"" + word + "\""));

        // Then
        assertThat(call.serviceTier().orElse(null)).isEqualTo(tier);
    }

    @Test
    void aTotalThatIsNotTheSumIsSetAsideWithBothNumbers() {
        // When
        var outcomes =
                Understanding.of("openai", chat("\"prompt_tokens\": 3, \"completion_tokens\": 4, \"total_tokens\": 8"));

        // Then
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(CallOutcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.TOTALS_CONTRADICT);
            assertThat(refused.detail()).contains("8").contains("7");
        });
    }

    @Test
    void partsThatExceedTheirWholeAreSetAside() {
        assertRefused(
                "openai",
                chat("\"prompt_tokens\": 3, \"prompt_tokens_details\": {\"cached_tokens\": 4}"),
                RejectionReason.TOTALS_CONTRADICT);
        assertRefused(
                "openai",
                chat("\"completion_tokens\": 3, \"completion_tokens_details\": {\"reasoning_tokens\": 4}"),
                RejectionReason.TOTALS_CONTRADICT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | NEGATIVE_COUNT",
                "1.5 | NOT_WHOLE",
                "1000000000001 | COUNT_TOO_LARGE",
                "1e300 | COUNT_TOO_LARGE",
                "\"3\" | MALFORMED",
                "true | MALFORMED",
                "[3] | MALFORMED"
            })
    void whatIsNoCountIsRefused(String count, RejectionReason reason) {
        assertRefused("openai", chat("\"prompt_tokens\": " + count), reason);
    }

    @Test
    void aWholeNumberMayBeSpelledAsADecimal() {
        assertThat(counts(call("openai", chat("\"prompt_tokens\": 3.0")))).isEqualTo(Map.of("input", 3L));
    }

    @Test
    void aBodyWithoutAModelNeedsOneFromTheSender() {
        // Given
        var body = "{\"usage\": {\"prompt_tokens\": 3}}";

        // Then
        assertRefused("openai", body, RejectionReason.NO_MODEL);
        assertThat(ProviderResponses.understand(
                        ProviderResponse.of("openai", body).withModel("gpt-4o")))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallOutcome.Understood.class,
                        understood -> assertThat(understood.call().model()).isEqualTo("gpt-4o"));
    }

    @Test
    void theBodysModelWinsOverTheOneAskedFor() {
        // When
        var outcomes = ProviderResponses.understand(
                ProviderResponse.of("openai", chat("\"prompt_tokens\": 3")).withModel("gpt-4o"));

        // Then
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        CallOutcome.Understood.class,
                        understood -> assertThat(understood.call().model()).isEqualTo("gpt-4o-2024-08-06"));
    }

    @Test
    void aFailedResponseWithCountsWasUsedAllTheSame() {
        // When
        var call = call("openai", """
                data: {"type": "response.failed", "response": {"id": "resp_1", "model": "gpt-5", "status": "failed",
                data:  "usage": {"input_tokens": 5, "output_tokens": 0, "total_tokens": 5}}}

                """);

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 5L, "output", 0L));
    }

    @Test
    void aRealtimeResponseIsUnderstoodToo() {
        // When
        var call = call("openai", """
                {"type": "response.done", "response": {"id": "resp_1", "model": "gpt-realtime", "usage": {
                  "total_tokens": 30, "input_tokens": 20, "output_tokens": 10,
                  "input_token_details": {"text_tokens": 5, "audio_tokens": 15, "cached_tokens": 8,
                                          "cached_tokens_details": {"text_tokens": 3, "audio_tokens": 5}},
                  "output_token_details": {"text_tokens": 4, "audio_tokens": 6}}}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of(
                        "input",
                        2L,
                        "input_audio",
                        10L,
                        "cache_read",
                        3L,
                        "cache_read_audio",
                        5L,
                        "output",
                        4L,
                        "output_audio",
                        6L));
    }

    @Test
    void aLiveSessionIsBilledByItsSecondsAndNamesItsModelItself() {
        // When
        var call = call("openai", """
                {"type": "session.closed", "reason": "close_requested", "usage": {"seconds": 14.2},
                 "session": {"id": "live_u0_ETbADp3oMtgV3i109Caj6mBDiO5aDsPZ", "model": "gpt-live-1", "status": "active"}}""");

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("audio_second", 15L));
        assertThat(call.model()).isEqualTo("gpt-live-1");
        assertThat(call.responseId()).contains("live_u0_ETbADp3oMtgV3i109Caj6mBDiO5aDsPZ");
    }

    @Test
    void theEventsOfASessionNameItsModelBesideItsAnswer() {
        // When
        var call = call("azure-openai", """
                [{"type": "session.created", "session": {"id": "sess_1", "model": "gpt-realtime-2025-08-28"}},
                 {"type": "response.created", "response": {"id": "resp_1", "status": "in_progress", "usage": null}},
                 {"type": "response.done", "response": {"id": "resp_1", "status": "completed", "usage": {
                   "total_tokens": 21, "input_tokens": 16, "output_tokens": 5}}}]""");

        // Then
        assertThat(call.model()).isEqualTo("gpt-realtime-2025-08-28");
        assertThat(call.responseId()).contains("resp_1");
        assertThat(call.approximate()).isFalse();
    }

    @Test
    void eachLineOfABatchIsACallOfItsOwn() {
        // When
        var outcomes = Understanding.of("openai", Fixtures.text("providers/openai/batch-output.jsonl"));

        // Then
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOfSatisfying(CallOutcome.Understood.class, understood -> {
            assertThat(understood.call().part()).isEmpty();
            assertThat(understood.call().serviceTier()).contains("batch");
            assertThat(understood.call().responseId()).contains("chatcmpl-Fx01e6b7abc1804c");
        });
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        CallOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.NO_USAGE));
    }

    @Test
    void aBatchsOwnSumsAreNoCall() {
        assertRefused("openai", """
                {"id": "batch_abcdefghijkl", "object": "batch", "model": "gpt-5-2025-08-07", "status": "completed", "usage": {
                  "input_tokens": 1500, "output_tokens": 500, "total_tokens": 2000}}""", RejectionReason.NO_USAGE);
    }

    private static String chat(String usage) {
        return "{\"id\": \"chatcmpl-1\", \"object\": \"chat.completion\", \"model\": \"gpt-4o-2024-08-06\","
                + " \"service_tier\": \"flex\", \"usage\": {" + usage + "}}";
    }
}
