package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose call it was, where the record does not say. */
class CalledProviderTest {

    private static OtlpCall call(String attributes) {
        return Exports.calls(Exports.span(attributes)).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4.1-2025-04-14, openai",
        "claude-sonnet-4-5-20250929, anthropic",
        "gemini-2.5-flash, google",
        "anthropic/claude-sonnet-4.5, anthropic",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, bedrock"
    })
    void theModelsNameTells(String model, String provider) {
        assertThat(call("openinference.span.kind=LLM llm.model_name=" + model + " llm.token_count.prompt=1")
                        .provider())
                .contains(provider);
        assertThat(call("langfuse.observation.type=generation langfuse.observation.model.name=" + model
                                + " langfuse.observation.usage_details={\"input\":1}")
                        .provider())
                .contains(provider);
        assertThat(call("gen_ai.system=Langchain llm.request.type=chat gen_ai.request.model=" + model
                                + " gen_ai.usage.prompt_tokens=1")
                        .provider())
                .contains(provider);
    }

    @Test
    void aModelThatNobodyKnowsLeavesWhatTheRecordSays() {
        assertThat(call("openinference.span.kind=LLM llm.model_name=our-own llm.token_count.prompt=1")
                        .provider())
                .isEmpty();
        assertThat(call("gen_ai.system=langchain gen_ai.request.model=our-own gen_ai.usage.input_tokens=1")
                        .provider())
                .contains("langchain");
    }

    @Test
    void aProviderThatIsNamedStaysIt() {
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=together gen_ai.request.model=gpt-4.1"
                                + " gen_ai.usage.input_tokens=1")
                        .provider())
                .contains("together");
        assertThat(call("gen_ai.operation.name=chat gen_ai.system=langchain gen_ai.request.model=gpt-4.1"
                                + " gen_ai.usage.input_tokens=1 bursar.provider=azure")
                        .provider())
                .contains("azure-openai");
    }
}
