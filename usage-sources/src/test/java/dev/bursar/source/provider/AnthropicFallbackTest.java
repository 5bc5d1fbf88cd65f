package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.call;
import static dev.bursar.source.provider.Understanding.calls;
import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of platform.claude.com's page on refusals and fallback. */
class AnthropicFallbackTest {

    private static final String DECLINED =
            "{\"type\": \"message\", \"model\": \"claude-opus-5\", \"input_tokens\": 1100,"
                    + " \"output_tokens\": %d, \"cache_read_input_tokens\": 0, \"cache_creation_input_tokens\": 0}";
    private static final String SERVED =
            "{\"type\": \"fallback_message\", \"model\": \"claude-opus-4-8\", \"input_tokens\":"
                    + " 1200, \"output_tokens\": 900, \"cache_read_input_tokens\": 0, \"cache_creation_input_tokens\": 0}";

    @Test
    void whatAModelDeclinedBeforeAnyOutputIsNotBilled() {
        // When
        var calls = calls("anthropic", served("\"cyber\"", 0));

        // Then
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.model()).isEqualTo("claude-opus-4-8");
            assertThat(counts(call)).containsEntry("input", 1200L).containsEntry("output", 900L);
            assertThat(call.usage().tokens()).isEqualTo(2100);
            assertThat(call.scope()).isEqualTo(Scope.CALL);
            assertThat(call.approximate()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"\"bio\",2", "\"frontier_llm\",2", "\"reasoning_extraction\",2", "\"general_harms\",1", "null,1"})
    void someCategoriesAreBilledAllTheSame(String category, int calls) {
        assertThat(calls("anthropic", served(category, 0))).hasSize(calls);
    }

    @Test
    void whatWasDeclinedHalfWayIsACallOfTheOtherModel() {
        // When
        var calls = calls("anthropic", served("\"cyber\"", 40));

        // Then
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).model()).isEqualTo("claude-opus-5");
        assertThat(counts(calls.get(1))).containsEntry("input", 1100L).containsEntry("output", 40L);
    }

    @Test
    void whereNoCategoryIsSaidTheRestIsMarked() {
        // When
        var call = call("anthropic", served("\"cyber\"", 0).replace("\"trigger\"", "\"other\""));

        // Then
        assertThat(call.usage().tokens()).isEqualTo(2100);
        assertThat(call.approximate()).isTrue();
    }

    @Test
    void aStreamThatStartsUnderTheOtherNameIsTheSameCall() {
        // When
        var call = call("anthropic", """
                event: message_start
                data: {"type": "message_start", "message": {"id": "msg_0123456789abcdef", "type": "message", "model": "claude-opus-5", "usage": {"input_tokens": 1100, "cache_read_input_tokens": 800, "output_tokens": 1}}}

                event: content_block_start
                data: {"type": "content_block_start", "index": 0, "content_block": {"type": "fallback", "from": {"model": "claude-opus-5"}, "to": {"model": "claude-opus-4-8"}, "trigger": {"type": "refusal", "category": "cyber"}}}

                event: message_delta
                data: {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"input_tokens": 1200, "output_tokens": 900, "iterations": [%s, %s]}}

                """.formatted(DECLINED.formatted(0), SERVED));

        // Then
        assertThat(call.model()).isEqualTo("claude-opus-4-8");
        assertThat(counts(call)).containsEntry("input", 1200L).containsEntry("output", 900L);
        assertThat(call.usage().tokens()).isEqualTo(2100);
        assertThat(call.approximate()).isFalse();
    }

    @Test
    void compactionBesideItIsAddedAndAnUnnamedModelsAttemptIsMarked() {
        // When
        var call = call("anthropic", """
                {"type": "message", "model": "claude-opus-4-8", "usage": {"input_tokens": 10, "output_tokens": 20,
                 "cache_read_input_tokens": 30, "cache_creation_input_tokens": 40, "iterations": [
                   {"type": "message", "input_tokens": 999, "output_tokens": 999},
                   {"type": "fallback_message", "input_tokens": 10, "output_tokens": 20},
                   {"type": "compaction", "input_tokens": 100, "output_tokens": 200, "cache_read_input_tokens": 300,
                    "cache_creation_input_tokens": 400}]}}""");

        // Then
        assertThat(counts(call))
                .isEqualTo(Map.of("input", 110L, "output", 220L, "cache_read", 330L, "cache_write_5m", 440L));
        assertThat(call.approximate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"\"cyber\",0,unbilled", "null,0,unbilled", "\"bio\",0,", "\"cyber\",3,"})
    void aRefusalBeforeAnyOutputIsNotBilledInMostCategories(String category, int output, String tier) {
        // When
        var call = call("anthropic", """
                {"id": "msg_01XFUDYJgAACzvnptvVoYEL", "type": "message", "model": "claude-fable-5", "content": [],
                 "stop_reason": "refusal", "stop_details": {"type": "refusal", "category": %s},
                 "usage": {"input_tokens": 412, "output_tokens": %d}}""".formatted(category, output));

        // Then
        assertThat(call.usage().tokensIn()).isEqualTo(412);
        assertThat(call.serviceTier().orElse(null)).isEqualTo(tier);
    }

    @Test
    void anAdvisorsMessageKeepsItsSearchesItsCacheAndItsThinking() {
        // When
        var calls = calls("anthropic", """
                {"id": "msg_0123456789abcdef", "type": "message", "model": "claude-sonnet-4-6", "usage": {
                 "input_tokens": 412, "cache_read_input_tokens": 226584, "cache_creation_input_tokens": 7853,
                 "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 7853},
                 "output_tokens": 531, "output_tokens_details": {"thinking_tokens": 300},
                 "server_tool_use": {"web_search_requests": 2}, "iterations": [
                   {"type": "message", "input_tokens": 412, "output_tokens": 89},
                   {"type": "advisor_message", "model": "claude-opus-4-6", "input_tokens": 823, "output_tokens": 1612},
                   {"type": "message", "input_tokens": 1348, "output_tokens": 442}]}}""");

        // Then
        assertThat(counts(calls.get(0)))
                .isEqualTo(Map.of(
                        "input", 1760L,
                        "cache_read", 226584L,
                        "cache_write_5m", 0L,
                        "cache_write_1h", 7853L,
                        "output", 231L,
                        "reasoning", 300L,
                        "web_search", 2L));
        assertThat(counts(calls.get(1))).isEqualTo(Map.of("input", 823L, "output", 1612L));
    }

    private static String served(String category, int before) {
        return """
                {"id": "msg_0123456789abcdef", "type": "message", "model": "claude-opus-4-8", "content": [
                  {"type": "fallback", "from": {"model": "claude-opus-5"}, "to": {"model": "claude-opus-4-8"},
                   "trigger": {"type": "refusal", "category": %s}}],
                 "stop_reason": "end_turn", "usage": {"input_tokens": 1200, "output_tokens": 900,
                 "cache_read_input_tokens": 0, "cache_creation_input_tokens": 0, "iterations": [%s, %s]}}""".formatted(category, DECLINED.formatted(before), SERVED);
    }
}
