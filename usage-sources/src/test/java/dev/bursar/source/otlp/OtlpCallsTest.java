package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.UsagePath.Form;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which signal counts, under which identity and labels. */
class OtlpCallsTest {

    private static final String CALL = "gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
            + " gen_ai.usage.input_tokens=10 gen_ai.usage.output_tokens=5 ";

    private static OtlpExport spans(String service, String scope, String resource, String attributes) {
        return Exports.ofJson("""
                {"resourceSpans": [{"resource": {"attributes": %s}, "scopeSpans": [{"scope": {"name": "%s"}, "spans": [{"traceId": "0A", "spanId": "0b",
                 "startTimeUnixNano": "1793520000100000000", "endTimeUnixNano": "1793520000900000000", "attributes": %s}]}]}]}""".formatted(
                Exports.attributes("service.name=" + service + " " + resource), scope, Exports.attributes(attributes)));
    }

    private static OtlpExport logs(String scope, String more, String attributes) {
        return Exports.ofJson("""
                {"resourceLogs": [{"scopeLogs": [{"scope": {"name": "%s"}, "logRecords": [{%s "attributes": %s}]}]}]}""".formatted(scope, more, Exports.attributes(attributes)));
    }

    @Test
    void aSpanAndItsTwinEventHaveOneIdAndTheEventIsRicher() {
        // Given
        var span = Exports.calls(spans("shop", "s", "", CALL)).get(0);
        var event = Exports.calls(logs(
                        "s",
                        "\"traceId\": \"0a\", \"spanId\": \"0B\",",
                        "event.name=gen_ai.client.inference.operation.details " + CALL))
                .get(0);

        // Then
        assertThat(event.id()).isEqualTo(span.id()).isEqualTo("0a-0b");
        assertThat(event.form()).isEqualTo(Form.LOG);
        assertThat(event.form().rank()).isGreaterThan(span.form().rank());
    }

    @Test
    void spansOfTheToolsNeverCountWhateverTheirServiceIsCalled() {
        for (var scope : List.of("com.anthropic.claude_code.tracing", "gemini-cli", "codex_exec")) {
            var understood = OtlpCalls.understand(spans("mine", scope, "", CALL));
            assertThat(understood.outcomes()).isEmpty();
            assertThat(understood.advice()).singleElement().asString().contains("log events");
        }
    }

    @Test
    void resourceAttributesBecomeLabelsAndOnesOfTheSpanWinOverThem() {
        // When
        var call = Exports.calls(
                        spans(
                                "shop",
                                "s",
                                "team=platform project=p bursar.mission=m-1 step=plan tags.env=prod bursar.tags.env=test other=x",
                                CALL
                                        + "bursar.step=code bursar.hold=hld_1 gen_ai.conversation.id=c-1 gen_ai.agent.name=a team=ignored"))
                .get(0);

        // Then
        assertThat(call.labels())
                .containsEntry("team", "platform")
                .containsEntry("project", "p")
                .containsEntry("mission", "m-1")
                .containsEntry("step", "code")
                .containsEntry("session", "c-1")
                .containsEntry("agent", "a")
                .containsEntry("operation", "chat")
                .containsEntry("tags.env", "test")
                .containsEntry("tags.service", "shop")
                .hasSize(9);
        assertThat(call.hold()).contains("hld_1");
        assertThat(call.time()).contains(Instant.parse("2026-11-01T08:00:00.900Z"));
        assertThat(call.durationMillis()).hasValue(800);
    }

    @Test
    void theProviderCanBeSaidOnPurpose() {
        assertThat(Exports.calls(spans("shop", "s", "bursar.provider=ollama", CALL))
                        .get(0)
                        .provider())
                .contains("ollama");
    }

    @Test
    void aCacheWriteOfClaudeCodeWithoutItsTimeToLiveIsOfFiveMinutes() {
        // When
        var call = Exports.calls(logs(
                        "com.anthropic.claude_code.events",
                        "\"timeUnixNano\": \"1\",",
                        "event.name=api_request model=m input_tokens=1 output_tokens=2 cache_read_tokens=3 cache_creation_tokens=4"
                                + " anthropic.provider=bedrock speed=fast request_id=req_011CU4"))
                .get(0);

        // Then
        assertThat(call.usage().count(Meter.CACHE_WRITE_5M)).isEqualTo(4);
        assertThat(call.provider()).contains("bedrock");
        assertThat(call.serviceTier()).contains("fast");
        assertThat(call.responseId()).contains("req_011CU4");
        assertThat(call.labels()).containsEntry("tool", "claude");
    }

    @Test
    void geminisOwnEventLearnsTheResponseIdFromItsTwin() {
        assertThat(Exports.calls(Exports.read("gemini-cli/http-json-tool-two-calls/002-logs.json")))
                .extracting(call -> call.responseId().orElse("none"))
                .containsExactly("gresp_fix000002", "gresp_fix000003");
    }

    @Test
    void everyInstrumentationOfOneOpenAiClientGivesTheProvidersOwnId() {
        for (var file : List.of("opentelemetry", "openinference", "openllmetry")) {
            assertThat(Exports.calls(Exports.read("openai-node/" + file + "-spans.json")))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.responseId()).contains("chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e");
                        assertThat(call.provider()).contains("openai");
                        assertThat(call.labels())
                                .containsEntry("team", "platform")
                                .containsEntry("mission", "m-42");
                    });
        }
    }

    @Test
    void eventsThatDifferOnlyInTimeAreTwoCalls() {
        // Given
        var attributes = "event.name=gemini_cli.api_response model=m input_token_count=1 output_token_count=2";

        // When
        var calls = Exports.calls(
                logs("gemini-cli", "\"timeUnixNano\": \"1\",", attributes),
                logs("gemini-cli", "\"timeUnixNano\": \"2\",", attributes),
                logs("gemini-cli", "\"timeUnixNano\": \"2\", \"droppedAttributesCount\": 1,", attributes));

        // Then
        assertThat(calls.get(0).id()).isNotEqualTo(calls.get(1).id());
        assertThat(calls.get(2).id()).isEqualTo(calls.get(1).id());
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, '', bedrock",
        "claude-sonnet-4-5@20250929, '', google",
        "claude-sonnet-4-5, '', anthropic",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, anthropic.provider=firstParty, anthropic"
    })
    void claudeCodeRunsWhereItSaysOrTheSpellingOfItsModelDoes(String model, String said, String provider) {
        assertThat(Exports.calls(logs(
                        "com.anthropic.claude_code.events",
                        "",
                        "event.name=api_request input_tokens=1 output_tokens=1 model=" + model + " " + said)))
                .singleElement()
                .extracting(call -> call.provider().orElseThrow())
                .isEqualTo(provider);
    }
}
