package dev.bursar.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.Sender;
import dev.bursar.ingest.event.TimeWindow;
import dev.bursar.kit.security.Caller;
import dev.bursar.source.otlp.OtlpCalls;
import dev.bursar.source.otlp.OtlpJson;
import dev.bursar.source.otlp.OtlpOutcome;
import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Undecodable;
import dev.bursar.source.otlp.Understanding;
import dev.bursar.testkit.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an export becomes: events whose identities are those of the calls. */
class OtlpEventsTest {

    private static final List<String> RUN = List.of(
            "claude-code/http-json-subagent/001-logs.json",
            "claude-code/http-json-subagent/002-logs.json",
            "claude-code/http-json-subagent/003-traces.json",
            "claude-code/http-json-subagent/004-metrics.json");

    private final RecordReader reader = new RecordReader(new TimeWindow(Duration.ofDays(400)));

    private static Arrival arrival(Entrance entrance) {
        var caller = new Caller(
                "coder-1", Optional.empty(), Optional.empty(), Set.of("emitter"), Set.of("team-*"), Optional.empty());
        return new Arrival(
                new Sender.Verified(caller), entrance, Instant.parse("2026-11-23T00:00:00Z"), Optional.empty());
    }

    private List<Outcome> outcomes(byte[] body) {
        try {
            return OtlpCalls.understand(OtlpJson.read(body)).outcomes().stream()
                    .map(OtlpOutcome.Counted.class::cast)
                    .map(counted -> reader.readNormalised(OtlpEvents.event(counted.call()), arrival(Entrance.OTLP)))
                    .toList();
        } catch (Undecodable e) {
            throw new AssertionError(e);
        }
    }

    private List<UsageEvent> events(List<String> files) {
        return files.stream()
                .flatMap(file -> outcomes(Fixtures.bytes("otlp/" + file)).stream())
                .map(outcome -> ((Outcome.Accepted) outcome).event())
                .toList();
    }

    private static Set<String> identities(List<UsageEvent> events) {
        return events.stream().map(event -> event.identity().sha256()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(tries = 30)
    void aRunInAnyOrderAndNumberHasThreeCalls(@ForAll long seed) {
        // Given
        var sent = new ArrayList<>(RUN);
        sent.addAll(RUN);
        Collections.shuffle(sent, new Random(seed));

        // When
        var events = events(sent);

        // Then
        assertThat(identities(events)).hasSize(3).isEqualTo(identities(events(RUN)));
        assertThat(events.stream()
                        .map(event -> Arrays.hashCode(event.contentHash()))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aSpanNamesTheOneAroundItAndNobodyElseDoes() throws IOException {
        // Given
        var span = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0000000000000000000000000abc0001", "spanId": "000000000abc03e9",
                 "parentSpanId": "000000000abc03ea", "endTimeUnixNano": "1793520000900000000", "attributes": [
                  {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4.1"}},
                  {"key": "gen_ai.system", "value": {"stringValue": "openai"}},
                  {"key": "gen_ai.usage.input_tokens", "value": {"intValue": 1}}]}]}]}]}""";
        var direct = Json.read("""
                {"specversion": "1.0", "type": "dev.bursar.usage.v1", "source": "s", "id": "i", "data": {"provider": "openai", "model": "m",
                 "within": "0000000000000000000000000abc0001-000000000abc03ea", "usage": {"input": 1}}}""");

        // Then
        var event = ((Outcome.Accepted)
                        outcomes(span.getBytes(StandardCharsets.UTF_8)).get(0))
                .event();
        assertThat(event.within()).contains("0000000000000000000000000abc0001-000000000abc03ea");
        assertThat(UsageEventJson.readPublished(Json.bytes(UsageEventJson.write(event))))
                .isEqualTo(new Reading.Read(event));
        assertThat(((Outcome.Accepted)
                                reader.read(direct, arrival(Entrance.HTTP)).get(0))
                        .event()
                        .within())
                .isEmpty();
    }

    @Test
    void aCallThatCameAsABodyTooIsOneCallAndTheBodyIsRicher() throws IOException {
        // Given
        var body = Json.read("""
                {"specversion": "1.0", "type": "dev.bursar.usage.response.v1", "time": "2026-11-22T18:21:42Z", "data": {"provider": "openai", "response":
                 {"id": "chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e", "object": "chat.completion", "model": "gpt-5.5-2026-04-23", "choices": [],
                  "usage": {"prompt_tokens": 2006, "completion_tokens": 300, "total_tokens": 2306}}}}""");
        var posted =
                ((Outcome.Accepted) reader.read(body, arrival(Entrance.HTTP)).get(0)).event();

        // When
        var spans = events(List.of(
                "openai-node/opentelemetry-spans.json",
                "openai-node/openinference-spans.json",
                "openai-node/openllmetry-spans.json"));

        // Then
        assertThat(identities(spans)).containsExactly(posted.identity().sha256());
        assertThat(spans)
                .allSatisfy(span ->
                        assertThat(span.path().rank()).isLessThan(posted.path().rank()));
        assertThat(spans).extracting(UsageEvent::approximate).containsExactly(true, false, true);
        assertThat(spans).extracting(UsageEvent::sequence).containsExactly(0L, 1L, 0L);
    }

    @Test
    void aPrincipalThatTheTokenMayNotActForIsSetAside() {
        assertThat(outcome("team-a"))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.event().dimensions().principal())
                                .isEqualTo("team-a"));
        assertThat(outcome("coder-2")).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_AUTHORIZED);
            assertThat(rejected.path().text()).isEqualTo("otlp/span");
        });
    }

    private Outcome outcome(String principal) {
        var text = Fixtures.text("otlp/openai-node/openllmetry-spans.json")
                .replace(
                        "{\"key\":\"team\",\"value\":{\"stringValue\":\"platform\"}}",
                        "{\"key\":\"principal\",\"value\":{\"stringValue\":\"" + principal + "\"}}");
        assertThat(text).contains(principal);
        return outcomes(text.getBytes(StandardCharsets.UTF_8)).get(0);
    }

    @Test
    void anAnswerGathersItsReasonsAndIsSilentWhereAllWasTaken() {
        // Given
        var nothing = new Understanding(List.of(), 0, Set.of());
        var refused = reader.rejected(
                Json.object(), arrival(Entrance.OTLP), RejectionReason.NO_MODEL, "data.model is missing");

        // Then
        assertThat(OtlpAnswer.of(Signal.LOGS, nothing, List.of()).json()).hasToString("{}");
        assertThat(OtlpAnswer.of(Signal.LOGS, nothing, List.of()).protobuf()).isEmpty();
        assertThat(OtlpAnswer.of(Signal.LOGS, nothing, List.of(refused, refused))
                        .json())
                .hasToString("{\"partialSuccess\":{\"rejectedLogRecords\":\"2\","
                        + "\"errorMessage\":\"no_model: data.model is missing (2 records)\"}}");
        assertThat(OtlpAnswer.of(Signal.METRICS, new Understanding(List.of(), 7, Set.of("switch it on")), List.of()))
                .isEqualTo(new OtlpAnswer(Signal.METRICS, 7, "metrics never count; switch it on"));
    }
}
