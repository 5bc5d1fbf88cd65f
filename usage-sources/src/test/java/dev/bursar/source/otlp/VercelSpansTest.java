package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the versions of the Vercel AI SDK count what its classes of providers say. */
class VercelSpansTest {

    private static final String CLAUDE =
            "ai.operationId=ai.generateText.doGenerate ai.model.id=claude ai.model.provider=";

    private static OtlpCall call(String attributes) {
        return Exports.calls(Exports.span(attributes)).get(0);
    }

    private static Usage usage(Map<Meter, Long> counts) {
        return Usage.of(counts);
    }

    @Test
    void beforeVersionSixVercelsCountsOfAnthropicLeaveTheCacheOut() {
        assertThat(call("ai.operationId=ai.streamText.doStream ai.model.id=claude ai.model.provider=anthropic.messages"
                                + " ai.usage.inputTokens=18 ai.usage.outputTokens=141 ai.usage.totalTokens=159"
                                + " ai.usage.cachedInputTokens=2284"
                                + " ai.response.providerMetadata={\"anthropic\":{\"cacheCreationInputTokens\":7}}")
                        .usage())
                .isEqualTo(usage(Map.of(
                        Meter.INPUT, 18L, Meter.CACHE_READ, 2284L, Meter.CACHE_WRITE_5M, 7L, Meter.OUTPUT, 141L)));
    }

    @Test
    void fromVersionSixOnVercelsInputIncludesTheCache() {
        assertThat(call("ai.operationId=ai.streamText.doStream ai.model.id=claude ai.model.provider=anthropic.messages"
                                + " ai.usage.inputTokens=2309 ai.usage.outputTokens=141 ai.usage.totalTokens=2450"
                                + " ai.usage.inputTokenDetails.cacheReadTokens=2284"
                                + " ai.usage.inputTokenDetails.cacheWriteTokens=7"
                                + " ai.usage.outputTokenDetails.reasoningTokens=100")
                        .usage())
                .isEqualTo(usage(Map.of(
                        Meter.INPUT,
                        18L,
                        Meter.CACHE_READ,
                        2284L,
                        Meter.CACHE_WRITE_5M,
                        7L,
                        Meter.OUTPUT,
                        41L,
                        Meter.REASONING,
                        100L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vertex.anthropic.messages", "googleVertex.anthropic.messages", "bedrock.anthropic.messages"})
    void claudeElsewhereLeavesTheCacheOutAsAtAnthropic(String provider) {
        assertThat(call(CLAUDE + provider + " ai.usage.inputTokens=3000 ai.usage.outputTokens=50"
                                + " ai.usage.totalTokens=3050 ai.usage.cachedInputTokens=2000")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 3000L, Meter.CACHE_READ, 2000L, Meter.OUTPUT, 50L)));
    }

    @Test
    void versionFourHasTheCacheInTheMetadataOnly() {
        assertThat(call(CLAUDE + "anthropic.messages ai.usage.promptTokens=10 ai.usage.completionTokens=5"
                                + " ai.response.providerMetadata="
                                + "{\"anthropic\":{\"cacheCreationInputTokens\":7,\"cacheReadInputTokens\":2000}}")
                        .usage())
                .isEqualTo(usage(
                        Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 2000L, Meter.CACHE_WRITE_5M, 7L, Meter.OUTPUT, 5L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ai.request.headers.user-agent=ai/6.0.78",
                " ai.usage.completionTokens=5",
            })
    void versionSixWithoutDetailsIsKnownByItsHeaderOrTheProvidersOwnCount(String more) {
        assertThat(call(CLAUDE + "anthropic.messages ai.usage.promptTokens=2317 ai.usage.completionTokens=5" + more
                                + " ai.response.providerMetadata={\"anthropic\":{\"usage\":{\"input_tokens\":10,"
                                + "\"cache_read_input_tokens\":2000,\"cache_creation_input_tokens\":307,"
                                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":300}}}}")
                        .usage())
                .isEqualTo(usage(Map.of(
                        Meter.INPUT,
                        10L,
                        Meter.CACHE_READ,
                        2000L,
                        Meter.CACHE_WRITE_5M,
                        7L,
                        Meter.CACHE_WRITE_1H,
                        300L,
                        Meter.OUTPUT,
                        5L)));
    }

    @Test
    void anInputSmallerThanItsCacheLeavesItOutWhateverTheProvider() {
        // When
        var call = call("ai.operationId=ai.generateText.doGenerate ai.model.id=anthropic/claude-sonnet-4.5"
                + " ai.model.provider=openrouter ai.usage.inputTokens=10 ai.usage.outputTokens=50"
                + " ai.usage.totalTokens=60 ai.usage.cachedInputTokens=2000");

        // Then
        assertThat(call.usage()).isEqualTo(usage(Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 2000L, Meter.OUTPUT, 50L)));
        assertThat(call.approximate()).isTrue();
    }

    @Test
    void theClassOfServiceStandsInTheMetadata() {
        assertThat(
                        call("ai.operationId=ai.generateText.doGenerate ai.model.id=gpt-5.5 ai.model.provider=openai.responses"
                                        + " ai.usage.inputTokens=100 ai.response.providerMetadata="
                                        + "{\"openai\":{\"responseId\":\"resp_1\",\"serviceTier\":\"priority\"}}")
                                .serviceTier())
                .contains("priority");
    }
}
