package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.assertRefused;
import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.calls;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicTest {

    @Test
    void searchesAreCountedApartFromTokens() {
        // When
        var call = call(
                "anthropic",
                message(
                        "\"input_tokens\": 3, \"output_tokens\": 4, \"server_tool_use\": {\"web_search_requests\": 2}"));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 3L, "output", 4L, "web_search", 2L));
        assertThat(call.usage().tokens()).isEqualTo(7);
    }

    @Test
    void aWriteWhoseTimeToLiveIsNotInTheSplitCountsAsOfFiveMinutes() {
        // When
        var call = call("anthropic", message("""
                        "input_tokens": 1, "cache_creation_input_tokens": 100,
                        "cache_creation": {"ephemeral_5m_input_tokens": 40, "ephemeral_1h_input_tokens": 30}"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 1L, "cache_write_5m", 70L, "cache_write_1h", 30L));
    }

    @Test
    void aSplitThatExceedsItsSumIsSetAside() {
        assertRefused("anthropic", message("""
                        "input_tokens": 1, "cache_creation_input_tokens": 60,
                        "cache_creation": {"ephemeral_5m_input_tokens": 40, "ephemeral_1h_input_tokens": 30}"""), RejectionReason.TOTALS_CONTRADICT);
    }

    @ParameterizedTest
    @CsvSource({"us,us", "global,", "not_available,", "eu,"})
    void theRegionIsSaidWhereItChangesThePrice(String geo, String region) {
        assertThat(call("anthropic", message("\"input_tokens\": 1, \"inference_geo\": \"" + geo + "\""))
                        .region()
                        .orElse(null))
                .isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({"standard,standard,standard", "standard,fast,fast", "batch,standard,batch", "priority,,priority"})
    void fastModeIsAClassOfServiceOfItsOwn(String tier, String speed, String expected) {
        // When
        var call = call(
                "anthropic",
                message("\"input_tokens\": 1, \"service_tier\": \"" + tier + "\", \"speed\": \"" + speed + "\""));

        // Then
        assertThat(call.serviceTier()).contains(expected);
    }

    @Test
    void anAdvisorIsACallOfItsOwnModelBesideTheMessage() {
        // When
        var calls = calls("anthropic", message("""
                        "input_tokens": 30, "output_tokens": 9, "output_tokens_details": {"thinking_tokens": 4},
                        "iterations": [
                          {"type": "message", "input_tokens": 10, "output_tokens": 5},
                          {"type": "advisor_message", "model": "claude-opus-4-8", "input_tokens": 50, "output_tokens": 7},
                          {"type": "message", "input_tokens": 20, "output_tokens": 4}]"""));

        // Then
        assertThat(calls).hasSize(2);
        assertThat(counts(calls.get(0))).isEqualTo(Map.of("input", 30L, "output", 5L, "reasoning", 4L));
        assertThat(calls.get(0).part()).isEmpty();
        assertThat(calls.get(0).scope()).isEqualTo(Scope.RUN);
        assertThat(counts(calls.get(1))).isEqualTo(Map.of("input", 50L, "output", 7L));
        assertThat(calls.get(1).model()).isEqualTo("claude-opus-4-8");
        assertThat(calls.get(1).part()).contains("claude-opus-4-8");
        assertThat(calls.get(1).scope()).isEqualTo(Scope.CALL);
        assertThat(calls).allMatch(call -> call.responseId().equals(calls.get(0).responseId()));
    }

    @Test
    void anIterationOfTheSameModelUnderItsDatedNameIsTheMessagesOwn() {
        // When
        var calls = calls("anthropic", message("""
                        "input_tokens": 30, "output_tokens": 9, "iterations": [
                          {"type": "message", "model": "claude-sonnet-4-6-20260217", "input_tokens": 30, "output_tokens": 9}]"""));

        // Then
        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(counts(call)).isEqualTo(Map.of("input", 30L, "output", 9L)));
    }

    @Test
    void iterationsThatDoNotAddUpToTheMessageAreBelievedAndMarked() {
        // When
        var call = call("anthropic", message("""
                        "input_tokens": 10, "output_tokens": 9, "iterations": [
                          {"type": "message", "input_tokens": 10, "output_tokens": 5},
                          {"type": "message", "input_tokens": 20, "output_tokens": 4}]"""));

        // Then
        assertThat(counts(call)).isEqualTo(Map.of("input", 30L, "output", 9L));
        assertThat(call.approximate()).isTrue();
    }

    @Test
    void aLaterEventReplacesCountsAndLeavesTheSplitOfTheFirst() {
        // When
        var call = call("anthropic", """
                event: message_start
                data: {"type": "message_start", "message": {"id": "msg_1", "type": "message", "model": "claude-sonnet-4-6", "usage": {"input_tokens": 5, "cache_creation_input_tokens": 30, "cache_creation": {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20}, "output_tokens": 1}}}

                event: message_delta
                data: {"type": "message_delta", "delta": {}, "usage": {"output_tokens": 7}}

                event: message_delta
                data: {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"input_tokens": null, "output_tokens": 9}}

                """);

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of("input", 5L, "cache_write_5m", 10L, "cache_write_1h", 20L, "output", 9L));
        assertThat(call.approximate()).isFalse();
        assertThat(call.responseId()).contains("msg_1");
    }

    @Test
    void aStreamThatBreaksInTheMiddleOfAnEventIsALowerBound() {
        // Given
        var whole = Fixtures.text("providers/anthropic/stream.sse");

        // When
        var call = call("anthropic", whole.substring(0, whole.indexOf("\"output_tokens\": 89")));

        // Then
        assertThat(call.approximate()).isTrue();
        assertThat(call.usage().tokensIn()).isEqualTo(472 + 30011 + 1414);
    }

    @Test
    void aStreamOfNothingButPingsHasNoUsage() {
        assertRefused("anthropic", "event: ping\ndata: {\"type\": \"ping\"}\n\n", RejectionReason.NO_USAGE);
    }

    @Test
    void aLineOfABatchThatFailedDoesNotFailTheOthers() {
        // When
        var outcomes = Understanding.of("anthropic", Fixtures.text("providers/anthropic/batch-results.jsonl"));

        // Then
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(1)).isInstanceOf(CallOutcome.Refused.class);
        assertThat(outcomes.get(2)).isInstanceOfSatisfying(CallOutcome.Understood.class, understood -> {
            assertThat(understood.call().part()).isEmpty();
            assertThat(understood.call().serviceTier()).contains("batch");
        });
    }

    @Test
    void resultsOfABatchAreTheSameCallsInAnyOrder() {
        // Given
        var lines = List.of(batched("a", "msg_aaaaaaaaaaaaaaaa"), batched("b", "msg_bbbbbbbbbbbbbbbb"));

        // When
        var there = calls("anthropic", lines.get(0) + "\n" + lines.get(1));
        var back = calls("anthropic", lines.get(1) + "\n" + lines.get(0));

        // Then
        assertThat(back).containsExactly(there.get(1), there.get(0));
        assertThat(there).allMatch(call -> call.part().isEmpty());
    }

    @Test
    void resultsThatShareAnIdAreToldApartByTheirPlace() {
        // When
        var calls =
                calls("anthropic", batched("a", "msg_aaaaaaaaaaaaaaaa") + "\n" + batched("b", "msg_aaaaaaaaaaaaaaaa"));

        // Then
        assertThat(calls).extracting(UnderstoodCall::part).containsExactly(Optional.empty(), Optional.of("1"));
    }

    private static String batched(String customId, String id) {
        return "{\"custom_id\": \"" + customId + "\", \"result\": {\"type\": \"succeeded\", \"message\": "
                + message("\"input_tokens\": 10, \"output_tokens\": 34").replace("msg_1", id) + "}}";
    }

    private static String message(String usage) {
        return "{\"id\": \"msg_1\", \"type\": \"message\", \"model\": \"claude-sonnet-4-6\", \"usage\": {" + usage
                + "}}";
    }
}
