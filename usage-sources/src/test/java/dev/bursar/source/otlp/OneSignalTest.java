package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.UsagePath.Form;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that an instrumented program tells by a span and by a log event counts once, whatever comes with what. */
class OneSignalTest {

    private static final String CALL = "gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
            + " gen_ai.usage.input_tokens=10 gen_ai.usage.output_tokens=5 ";
    private static final String RESPONSE = "gen_ai.response.id=chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e";

    private static OtlpExport span(String resource, String attributes) {
        return span(resource, "shop", "chat m", attributes);
    }

    private static OtlpExport span(String resource, String scope, String name, String attributes) {
        return Exports.ofJson("""
                {"resourceSpans": [{"resource": {"attributes": %s}, "scopeSpans": [{"scope": {"name": "%s"}, "spans": [{"name": "%s",
                 "traceId": "0a", "spanId": "0b", "kind": 3, "endTimeUnixNano": "1793520000900000000", "attributes": %s}]}]}]}""".formatted(
                Exports.attributes("service.name=shop " + resource), scope, name, Exports.attributes(attributes)));
    }

    private static OtlpExport event(String resource, String context, String attributes) {
        return Exports.ofJson("""
                {"resourceLogs": [{"resource": {"attributes": %s}, "scopeLogs": [{"scope": {"name": "shop"}, "logRecords": [{%s
                 "eventName": "gen_ai.client.inference.operation.details", "timeUnixNano": "1793520000900000000", "attributes": %s}]}]}]}""".formatted(
                        Exports.attributes("service.name=shop " + resource), context, Exports.attributes(attributes)));
    }

    private static final String SAMPLED = "\"traceId\": \"0a\", \"spanId\": \"0b\", \"flags\": 1,";

    @ParameterizedTest
    @ValueSource(strings = {"", RESPONSE})
    void anEventWithinASampledSpanLeavesTheCallToTheSpanWhicheverOfThemKnowsItsId(String id) {
        // Given
        var event = event("", SAMPLED, CALL + id);
        var span = span("", CALL + (id.isEmpty() ? RESPONSE : ""));

        // When
        var calls = Stream.of(Exports.calls(event, span), Exports.calls(span, event));

        // Then
        assertThat(calls)
                .allSatisfy(counted -> assertThat(counted)
                        .singleElement()
                        .extracting(OtlpCall::form)
                        .isEqualTo(Form.SPAN));
        assertThat(OtlpCalls.understand(event).advice())
                .singleElement()
                .asString()
                .contains("OTEL_TRACES_EXPORTER=otlp", "bursar.signal=logs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"traceId\": \"0a\", \"spanId\": \"0b\",",
                "\"traceId\": \"0a\", \"spanId\": \"0b\", \"flags\": 0,",
                "\"traceId\": \"0a\", \"spanId\": \"0b\", \"flags\": 256,",
                "\"traceId\": \"00\", \"spanId\": \"00\", \"flags\": 1,",
                "\"traceId\": \"0a\", \"flags\": 1,"
            })
    void anEventThatNoSampledSpanIsAroundCounts(String context) {
        assertThat(Exports.calls(event("", context, CALL)))
                .singleElement()
                .extracting(OtlpCall::form)
                .isEqualTo(Form.LOG);
        assertThat(OtlpCalls.understand(event("", context, CALL)).advice()).isEmpty();
    }

    @Test
    void aProgramThatSaysThatItsLogsCountIsCountedByThemAlone() {
        // Given
        var wish = "bursar.signal=logs";

        // When
        var event = OtlpCalls.understand(event(wish, SAMPLED, CALL));
        var span = OtlpCalls.understand(span(wish, CALL));

        // Then
        assertThat(event.outcomes()).hasSize(1);
        assertThat(event.advice()).isEmpty();
        assertThat(span.outcomes()).isEmpty();
        assertThat(span.advice()).singleElement().asString().contains("OTEL_LOGS_EXPORTER=otlp");
    }

    @Test
    void aWishThatIsNotUnderstoodIsAnsweredAndChangesNothing() {
        // When
        var understood = OtlpCalls.understand(span("bursar.signal=log", CALL));

        // Then
        assertThat(understood.outcomes()).hasSize(1);
        assertThat(understood.advice()).containsExactly("bursar.signal is traces or logs");
    }

    @Test
    void anEventOfARequestWithoutCountsIsNoCallAndNoReasonForAdvice() {
        // When
        var understood = OtlpCalls.understand(event("", SAMPLED, "gen_ai.operation.name=chat gen_ai.request.model=m"));

        // Then
        assertThat(understood.outcomes()).isEmpty();
        assertThat(understood.advice()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceloop.span.kind=agent",
                "gen_ai.span.kind=AGENT",
                "gen_ai.span.kind=STEP",
                "langsmith.span.kind=chain",
                "langfuse.observation.type=agent",
                "mlflow.spanType=\"AGENT\"",
                "gen_ai.operation.type=agent",
                "fi.span.kind=CHAIN"
            })
    void aSumInAnExportOfItsOwnIsKnownByWhatItsFrameworkCallsIt(String kind) {
        assertThat(Exports.calls(span("", CALL + kind))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen_ai.span.kind=LLM",
                "langsmith.span.kind=llm",
                "langfuse.observation.type=generation",
                "mlflow.spanType=\"CHAT_MODEL\"",
                "gen_ai.operation.type=ai_client"
            })
    void aCallThatItsFrameworkCallsOneCounts(String kind) {
        assertThat(Exports.calls(span("", CALL + kind))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke_agent planner", "agent run", "execute_tool"})
    void aSumWithoutAnOperationIsKnownByItsName(String name) {
        // Given
        var attributes = "gen_ai.system=openai gen_ai.request.model=m gen_ai.usage.input_tokens=10";

        // Then
        assertThat(Exports.calls(span("", "shop", name, attributes))).isEmpty();
        assertThat(Exports.calls(span("", "shop", "agents.chat", attributes))).hasSize(1);
        assertThat(Exports.calls(span("", "shop", "plan the day", attributes))).hasSize(1);
    }

    @Test
    void scopesThatRepeatOthersCanBeNamed() {
        // Given
        var wish = "bursar.ignore_scopes=my.framework|other";

        // Then
        assertThat(Exports.calls(span(wish, "my.framework", "chat m", CALL))).isEmpty();
        assertThat(Exports.calls(span(wish, "other", "chat m", CALL))).isEmpty();
        assertThat(Exports.calls(span(wish, "my", "chat m", CALL))).hasSize(1);
        assertThat(Exports.calls(event("bursar.ignore_scopes=shop", "", CALL))).isEmpty();
    }
}
