package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What frameworks write in ways of their own, in the form in which they write it. */
class FrameworkSpansTest {

    private static final Meter INPUT_AUDIO = Meter.INPUT.kind("audio");
    private static final Meter OUTPUT_AUDIO = Meter.OUTPUT.kind("audio");

    private static OtlpCall call(String attributes) {
        return Exports.calls(Exports.span(attributes)).get(0);
    }

    private static Usage usage(Map<Meter, Long> counts) {
        return Usage.of(counts);
    }

    @Test
    void thoughtsOfGooglesAgentKitComeOnTopOfTheOutput() {
        assertThat(call("gen_ai.system=gcp.vertex.agent gen_ai.request.model=gemini-2.5-flash"
                                + " gen_ai.usage.input_tokens=106 gen_ai.usage.output_tokens=6"
                                + " gen_ai.usage.experimental.reasoning_tokens=46")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 106L, Meter.OUTPUT, 6L, Meter.REASONING, 46L)));
    }

    @Test
    void theInnerOfTheTwoSpansOfACallOfTheKitForPythonDoesNotCount() {
        // Given
        var inner = "gen_ai.operation.name=generate_content gen_ai.request.model=gemini-2.5-flash"
                + " gen_ai.usage.input_tokens=106 gen_ai.usage.output_tokens=6 gcp.vertex.agent.event_id=e-1";

        // Then
        assertThat(Exports.calls(Exports.span(inner + " gen_ai.system=vertex_ai")))
                .isEmpty();
        assertThat(Exports.calls(Exports.span(inner))).hasSize(1);
        assertThat(Exports.calls(Exports.span("gen_ai.system=gcp.vertex.agent gen_ai.request.model=gemini-2.5-flash"
                        + " gen_ai.usage.input_tokens=106 gen_ai.usage.output_tokens=6 gcp.vertex.agent.event_id=e-1"
                        + " gen_ai.usage.experimental.reasoning_tokens=46")))
                .hasSize(1);
    }

    @Test
    void fromVersionTwoThreeOnTheyAreWithinIt() {
        assertThat(call("gen_ai.system=gcp.vertex.agent gen_ai.request.model=gemini-2.5-flash"
                                + " gen_ai.usage.input_tokens=106 gen_ai.usage.output_tokens=52"
                                + " gen_ai.usage.reasoning.output_tokens=46")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 106L, Meter.OUTPUT, 6L, Meter.REASONING, 46L)));
    }

    @Test
    void aModelThatTheKitReachesByLiteLlmIsItsProvidersAndCountsAsOpenAiDoes() {
        // When
        var call = call("gen_ai.system=gcp.vertex.agent gen_ai.request.model=openai/gpt-5.5"
                + " gen_ai.usage.input_tokens=106 gen_ai.usage.output_tokens=52"
                + " gen_ai.usage.experimental.reasoning_tokens=46");

        // Then
        assertThat(call.provider()).contains("openai");
        assertThat(call.usage()).isEqualTo(usage(Map.of(Meter.INPUT, 106L, Meter.OUTPUT, 6L, Meter.REASONING, 46L)));
    }

    @ParameterizedTest
    @CsvSource({
        "strands-agents, us.anthropic.claude-sonnet-4-20250514-v1:0, bedrock",
        "strands-agents, gpt-5.5, openai",
        "strands-agents, our-own, strands-agents",
        "unheard-of, gpt-5.5, unheard-of",
        "anthropic, us.anthropic.claude-sonnet-4-20250514-v1:0, anthropic"
    })
    void aFrameworkThatNamesItselfLeavesTheProviderToTheSpellingOfTheModel(
            String system, String model, String provider) {
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=" + system + " gen_ai.request.model=" + model
                                + " gen_ai.usage.input_tokens=1")
                        .provider())
                .contains(provider);
    }

    @ParameterizedTest
    @CsvSource({"2010, 10", "3000, 3000"})
    void pydanticsInputIncludesTheCacheUnlessItIsTheProvidersOwn(long input, long own) {
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=anthropic gen_ai.request.model=claude-sonnet-4-5"
                                + " gen_ai.usage.input_tokens=" + input + " gen_ai.usage.output_tokens=50"
                                + " gen_ai.usage.details.cache_read_input_tokens=2000"
                                + " gen_ai.usage.details.input_tokens=" + own)
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, own, Meter.CACHE_READ, 2000L, Meter.OUTPUT, 50L)));
    }

    @Test
    void pydanticTellsThinkingAndSoundInItsDetails() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=100 gen_ai.usage.output_tokens=50"
                                + " gen_ai.usage.details.thinking_tokens=10"
                                + " gen_ai.usage.details.input_audio_tokens=80"
                                + " gen_ai.usage.details.output_audio_tokens=30")
                        .usage())
                .isEqualTo(usage(Map.of(
                        Meter.INPUT,
                        20L,
                        INPUT_AUDIO,
                        80L,
                        Meter.OUTPUT,
                        10L,
                        OUTPUT_AUDIO,
                        30L,
                        Meter.REASONING,
                        10L)));
    }

    @Test
    void langSmithsDetailsAreJsonTexts() {
        assertThat(call("langsmith.span.kind=llm gen_ai.operation.name=chat gen_ai.system=openai gen_ai.request.model=m"
                                + " gen_ai.usage.input_tokens=123 gen_ai.usage.output_tokens=45"
                                + " gen_ai.usage.input_token_details={\"cache_read\":67}"
                                + " gen_ai.usage.output_token_details={\"reasoning\":5}")
                        .usage())
                .isEqualTo(
                        usage(Map.of(Meter.INPUT, 56L, Meter.CACHE_READ, 67L, Meter.OUTPUT, 40L, Meter.REASONING, 5L)));
    }

    @Test
    void pydanticLeavesWhatGooglesToolsReadBesideTheInput() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=google gen_ai.request.model=gemini-3-flash-preview"
                                + " gen_ai.usage.input_tokens=147 gen_ai.usage.output_tokens=636"
                                + " gen_ai.usage.details.thoughts_tokens=168"
                                + " gen_ai.usage.details.tool_use_prompt_tokens=360"
                                + " gen_ai.usage.details.text_prompt_tokens=147")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 507L, Meter.OUTPUT, 468L, Meter.REASONING, 168L)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'input':20,'output':30,'input_cache_read':80,'output_reasoning':20,'total':150}",
                "{'input':20,'output':30,'cache_read_input_tokens':80,'output_reasoning':20}",
                "{'prompt_tokens':100,'completion_tokens':50,'prompt_tokens_details':{'cached_tokens':80},"
                        + "'completion_tokens_details':{'reasoning_tokens':20}}"
            })
    void langfusesUsageIsAJsonTextWhoseKindsAddUpOrOpenAis(String usage) {
        // When
        var call = call("langfuse.observation.type=generation langfuse.observation.model.name=gpt-4o-mini-2024-07-18"
                + " langfuse.observation.usage_details=" + usage.replace('\'', '"'));

        // Then
        assertThat(call.model()).contains("gpt-4o-mini-2024-07-18");
        assertThat(call.usage())
                .isEqualTo(usage(
                        Map.of(Meter.INPUT, 20L, Meter.CACHE_READ, 80L, Meter.OUTPUT, 30L, Meter.REASONING, 20L)));
    }

    @Test
    void aSpanOfLangfuseAroundCallsIsNone() {
        assertThat(Exports.calls(Exports.span("langfuse.observation.type=agent langfuse.observation.model.name=m"
                        + " langfuse.observation.usage_details={\"input\":1}")))
                .isEmpty();
    }

    @Test
    void soundIsCountedApart() {
        assertThat(call("openinference.span.kind=LLM llm.model_name=gpt-audio llm.provider=openai"
                                + " llm.token_count.prompt=100 llm.token_count.completion=50 llm.token_count.total=150"
                                + " llm.token_count.prompt_details.audio=80"
                                + " llm.token_count.completion_details.audio=40")
                        .usage())
                .isEqualTo(usage(Map.of(Meter.INPUT, 20L, INPUT_AUDIO, 80L, Meter.OUTPUT, 10L, OUTPUT_AUDIO, 40L)));
    }

    @ParameterizedTest
    @CsvSource({"2060, false", "60, true", "'', true"})
    void aPromptSmallerThanItsCacheLeavesItOut(String total, boolean approximate) {
        // When
        var call = call("openinference.span.kind=LLM llm.model_name=claude-sonnet-4-5 llm.provider=anthropic"
                + " llm.token_count.prompt=10 llm.token_count.completion=50"
                + " llm.token_count.prompt_details.cache_read=2000"
                + (total.isEmpty() ? "" : " llm.token_count.total=" + total));

        // Then
        assertThat(call.usage()).isEqualTo(usage(Map.of(Meter.INPUT, 10L, Meter.CACHE_READ, 2000L, Meter.OUTPUT, 50L)));
        assertThat(call.approximate()).isEqualTo(approximate);
    }
}
