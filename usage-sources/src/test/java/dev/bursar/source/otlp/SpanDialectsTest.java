package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fixtures don't show of the dialects of spans. */
class SpanDialectsTest {

    private static OtlpCall call(String attributes) {
        var outcomes = OtlpCalls.understand(Exports.span(attributes)).outcomes();
        assertThat(outcomes).hasSize(1);
        return Exports.call(outcomes.get(0));
    }

    private static OtlpOutcome.Refused refused(String attributes) {
        var outcomes = OtlpCalls.understand(Exports.span(attributes)).outcomes();
        assertThat(outcomes).hasSize(1);
        return (OtlpOutcome.Refused) outcomes.get(0);
    }

    private static void assertNothing(OtlpExport export) {
        assertThat(OtlpCalls.understand(export).outcomes()).isEmpty();
    }

    private static Usage usage(Map<Meter, Long> counts) {
        return Usage.of(counts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen_ai.operation.name=invoke_agent gen_ai.provider.name=openai gen_ai.request.model=m gen_ai.usage.input_tokens=1",
                "gen_ai.operation.name=execute_tool gen_ai.usage.input_tokens=1",
                "gen_ai.operation.name=fetch_response gen_ai.request.model=m gen_ai.usage.input_tokens=1",
                "openinference.span.kind=CHAIN llm.model_name=m llm.token_count.prompt=1",
                "openinference.span.kind=AGENT llm.model_name=m llm.token_count.prompt=1",
                "ai.operationId=ai.streamText ai.model.id=m ai.usage.inputTokens=1",
                "traceloop.span.kind=workflow gen_ai.system=openai gen_ai.request.model=m gen_ai.usage.input_tokens=1",
                "model_name=m gen_ai.usage.input_tokens=1",
                "http.request.method=POST"
            })
    void whatSumsUpOrIsNoCallCountsNothing(String attributes) {
        assertNothing(Exports.span(attributes));
    }

    @ParameterizedTest
    @CsvSource({
        "openai.responses, openai",
        "OpenAI, openai",
        "anthropic.messages, anthropic",
        "gcp.gen_ai, google",
        "vertex_ai, google",
        "google.generative-ai, google",
        "aws.bedrock, bedrock",
        "amazon-bedrock, bedrock",
        "az.ai.openai, azure-openai",
        "azure.ai.openai, azure-openai",
        "mistral_ai, mistral",
        "x_ai, xai",
        "perplexity, perplexity"
    })
    void providersHaveOneWordEach(String word, String provider) {
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=" + word
                                + " gen_ai.request.model=m gen_ai.usage.input_tokens=1")
                        .provider())
                .contains(provider);
    }

    @Test
    void theAddressSaysWhomAnOpenAiClientReallyTalksTo() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=openai server.address=openrouter.ai"
                                + " gen_ai.request.model=m gen_ai.usage.input_tokens=1")
                        .provider())
                .contains("openrouter");
    }

    @Test
    void aTotalProvesThatTheCacheIsNotWithinTheInput() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=aws.bedrock gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=10 gen_ai.usage.output_tokens=5"
                                + " gen_ai.usage.cache_read_input_tokens=100 gen_ai.usage.total_tokens=115")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 100L, Meter.OUTPUT, 5L)));
    }

    @Test
    void aTotalProvesThatTheReasoningIsNotWithinTheOutput() {
        assertThat(call("ai.operationId=ai.generateText.doGenerate ai.model.id=m ai.model.provider=xai.chat"
                                + " ai.usage.inputTokens=555 ai.usage.outputTokens=190 ai.usage.reasoningTokens=1057"
                                + " ai.usage.cachedInputTokens=316 ai.usage.totalTokens=1802")
                        .usage())
                .isEqualTo(usage(
                        Map.of(Meter.INPUT, 239L, Meter.CACHE_READ, 316L, Meter.OUTPUT, 190L, Meter.REASONING, 1057L)));
    }

    @Test
    void countsThatContradictEachOtherAreSetAsideWithBothNumbers() {
        assertThat(refused("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                        + " gen_ai.usage.input_tokens=10 gen_ai.usage.output_tokens=5 llm.usage.total_tokens=999"))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(RejectionReason.TOTALS_CONTRADICT);
                    assertThat(refusal.detail()).contains("999").contains("15");
                });
    }

    @ParameterizedTest
    @CsvSource({"-1, NEGATIVE_COUNT", "1000000000001, COUNT_TOO_LARGE", "1.5, NOT_WHOLE", "many, MALFORMED"})
    void aCountThatIsNoneIsSetAside(String count, RejectionReason reason) {
        assertThat(refused("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.usage.input_tokens=" + count)
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void aSpanThatSaysNothingOfTheCacheIsApproximateAndAnEmbeddingIsNot() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=10")
                        .approximate())
                .isTrue();
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=10 gen_ai.usage.cache_read.input_tokens=0")
                        .approximate())
                .isFalse();
        assertThat(call("llm.request.type=embedding gen_ai.system=openai gen_ai.request.model=m"
                                + " llm.usage.total_tokens=10")
                        .approximate())
                .isFalse();
    }

    @Test
    void aCountThatIsNoNumberAtAllIsUnknown() {
        // Given
        var span = Exports.ofJson("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"attributes": [
                  {"key": "ai.operationId", "value": {"stringValue": "ai.generateText.doGenerate"}},
                  {"key": "ai.model.id", "value": {"stringValue": "m"}},
                  {"key": "ai.usage.promptTokens", "value": {"doubleValue": "NaN"}},
                  {"key": "ai.usage.completionTokens", "value": {"doubleValue": "NaN"}}]}]}]}]}""");

        // Then
        assertThat(OtlpCalls.understand(span).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        OtlpOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.NO_USAGE));
    }

    @Test
    void aCallThatSucceedsWithoutCountsIsUnknownNotZero() {
        assertThat(refused("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m")
                        .reason())
                .isEqualTo(RejectionReason.NO_USAGE);
        assertNothing(Exports.span(
                "gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m error.type=timeout"));
    }

    @Test
    void aSpanThatRepeatsTheCallsWithinItIsLeftOutAndOneWithItsOwnIsNot() {
        assertThat(Exports.calls(nested(30, 12))).hasSize(2);
        assertThat(Exports.calls(nested(31, 12))).hasSize(3);
    }

    /** A call of some framework around a span around two calls of 10 and 20 in, 5 and 7 out. */
    private static OtlpExport nested(int in, int out) {
        return Exports.ofJson("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [
                  {"traceId": "0a", "spanId": "03", "parentSpanId": "02", "attributes": %s},
                  {"traceId": "0a", "spanId": "04", "parentSpanId": "02", "attributes": %s},
                  {"traceId": "0a", "spanId": "02", "parentSpanId": "01"},
                  {"traceId": "0a", "spanId": "01", "parentSpanId": "02", "attributes": %s}]}]}]}""".formatted(counts(10, 5), counts(20, 7), counts(in, out)));
    }

    private static String counts(int in, int out) {
        return Exports.attributes("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                + " gen_ai.usage.input_tokens=" + in + " gen_ai.usage.output_tokens=" + out);
    }

    @Test
    void tiersThatPricesAreMadeForAreKept() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=1 openai.response.service_tier=default")
                        .serviceTier())
                .contains("standard");
        assertThat(call("gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=1 openai.response.service_tier=auto")
                        .serviceTier())
                .isEmpty();
    }
}
