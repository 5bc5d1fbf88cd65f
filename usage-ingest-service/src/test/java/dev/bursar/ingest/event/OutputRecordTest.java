package dev.bursar.ingest.event;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NO_IDENTITY;
import static dev.bursar.contract.usage.RejectionReason.TOOL_TEXT_MODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.kit.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputRecordTest {

    private static final Arrival ARRIVAL = new Arrival(
            new Sender.Verified(new Caller(
                    "coder-1", Optional.empty(), Optional.empty(), Set.of("emitter"), Set.of(), Optional.empty())),
            Entrance.KAFKA,
            Instant.parse("2026-11-22T10:15:30Z"),
            Optional.empty());

    private static final String THREAD = """
            {"type":"thread.started","thread_id":"thread-1"}
            {"type":"item.completed","item":{"type":"agent_message","text":"forty-two"}}
            {"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":4,"output_tokens":3}}
            """;
    private static final String TWO_MODELS = """
            {"type":"result","session_id":"session-1","is_error":true,"modelUsage":{
              "claude-sonnet-4-6":{"inputTokens":7,"outputTokens":2}, "claude-haiku-5-5":{"inputTokens":5,"outputTokens":1}}}
            """;

    private final RecordReader reader = new RecordReader(new TimeWindow(Duration.ofDays(31)));

    private static ObjectNode event(String tool, String stdout) {
        var event = Json.object().put("specversion", "1.0").put("type", "dev.bursar.usage.cli.v1");
        event.putObject("data").put("tool", tool).put("stdout", stdout).put("model", "gpt-5.5");
        return event;
    }

    private List<UsageEvent> accepted(ObjectNode event) {
        return reader.read(event, ARRIVAL).stream()
                .map(outcome -> {
                    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                    return ((Outcome.Accepted) outcome).event();
                })
                .toList();
    }

    private Outcome.Rejected rejected(ObjectNode event, RejectionReason reason) {
        var outcomes = reader.read(event, ARRIVAL);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Rejected.class);
        var rejected = (Outcome.Rejected) outcomes.get(0);
        assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
        return rejected;
    }

    @Test
    void runningTotalsNameTheirSeries() {
        // When
        var event = accepted(event("codex", THREAD)).get(0);

        // Then
        assertThat(event.series()).contains(new Series("thread-1", false));
        assertThat(event.scope()).isEqualTo(Scope.RUN);
        assertThat(event.path().text()).isEqualTo("kafka/cli");
        assertThat(event.dimensions().get("tool")).contains("codex");
        assertThat(event.dimensions().get("session")).contains("thread-1");
        assertThat(event.dimensions().provider()).isEqualTo("openai");
    }

    @Test
    void aRunIsNamedByItsOwnOutputWhereItsSenderNamesItNot() {
        assertThat(accepted(event("codex", THREAD)).get(0).identity())
                .isEqualTo(accepted(event("codex", THREAD)).get(0).identity());
        assertThat(accepted(event("codex", THREAD)).get(0).id()).startsWith("thread-1/");
        assertThat(accepted(event("codex", THREAD).put("id", "run-1")).get(0).id())
                .isEqualTo("run-1");
    }

    @Test
    void anOutputWithoutAnyIdIsRefused() {
        rejected(event("codex", THREAD.substring(THREAD.indexOf('\n') + 1)), NO_IDENTITY);
    }

    @Test
    void severalModelsAreEventsOfTheirOwn() {
        // When
        var events = accepted(event("claude", TWO_MODELS).put("id", "run-1"));

        // Then
        assertThat(events)
                .extracting(UsageEvent::id)
                .containsExactly("run-1#claude-sonnet-4-6", "run-1#claude-haiku-5-5");
        assertThat(events).extracting(UsageEvent::identity).doesNotHaveDuplicates();
        assertThat(events).allSatisfy(event -> assertThat(event.outcome()).isEqualTo("error"));
    }

    @Test
    void whatTheSenderSaysOfSessionAndStatusCounts() {
        // Given
        var event = event("claude", TWO_MODELS).put("id", "run-1");
        ((ObjectNode) event.get("data")).put("session", "s-7").put("status", "ok");

        // Then
        assertThat(accepted(event)).allSatisfy(one -> {
            assertThat(one.dimensions().get("session")).contains("s-7");
            assertThat(one.outcome()).isEqualTo("ok");
        });
    }

    @Test
    void textModeIsSetAsideWithoutTheText() {
        // When
        var rejected = rejected(event("claude", "The answer is forty-two."), TOOL_TEXT_MODE);

        // Then
        assertThat(rejected.path().text()).isEqualTo("kafka/cli");
        assertThat(rejected.redacted().toString()).doesNotContain("forty-two");
        assertThat(rejected.redacted().at("/data/stdout/length").asInt()).isEqualTo(24);
    }

    @Test
    void anUnknownToolOrNoTextIsMalformed() {
        assertThat(rejected(event("cursor", THREAD), MALFORMED).detail())
                .isEqualTo("data.tool is none of claude, gemini, codex");
        var event = event("codex", "");
        ((ObjectNode) event.get("data")).put("stdout", 17);
        assertThat(rejected(event, MALFORMED).detail()).isEqualTo("data.stdout is not a text");
    }
}
