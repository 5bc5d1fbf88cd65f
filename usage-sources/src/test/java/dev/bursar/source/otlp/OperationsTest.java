package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words for operations are calls, wherever the span says that it was drawn. */
class OperationsTest {

    private static final String COUNTS = " gen_ai.system=openai gen_ai.request.model=gpt-4.1"
            + " gen_ai.usage.input_tokens=100 gen_ai.usage.output_tokens=20";

    private static OtlpExport internal(String attributes) {
        return Exports.ofJson("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0a", "spanId": "01", "kind": 1,
                 "attributes": %s}]}]}]}""".formatted(Exports.attributes(attributes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen_ai.operation.name=chat.completions",
                "gen_ai.operation.name=text.completions",
                "gen_ai.operation.name=acompletion",
                "gen_ai.operation.name=aresponses",
                "gen_ai.operation.name=anthropic_messages",
                "llm.request.type=acompletion",
                "llm.request.type=completion",
                "gen_ai.operation.name=some_new_word gen_ai.response.id=chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e"
            })
    void aCallIsOneThoughItsSpanIsAnInternalOne(String operation) {
        assertThat(Exports.calls(internal(operation + COUNTS))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "framework", "chain", "workflow", "vectordb", "Invoke_Agent", "graph_execution"})
    void whatIsDrawnAroundCallsIsNoneThoughItsSpanIsAClients(String operation) {
        assertThat(Exports.calls(Exports.span("gen_ai.operation.name=" + operation + COUNTS)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, aembedding", "true, embeddings", "false, acompletion"})
    void anEmbeddingHasNoCacheWhoeverMakesIt(boolean cacheless, String operation) {
        assertThat(Exports.calls(internal("gen_ai.operation.name=" + operation + COUNTS))
                        .get(0)
                        .approximate())
                .isNotEqualTo(cacheless);
    }

    @Test
    void semanticKernelOnceCountedUnderTheResponse() {
        assertThat(Exports.calls(internal("gen_ai.operation.name=chat.completions gen_ai.system=openai"
                                + " gen_ai.request.model=gpt-4.1 gen_ai.response.prompt_tokens=100"
                                + " gen_ai.response.completion_tokens=20"))
                        .get(0)
                        .usage())
                .isEqualTo(Usage.of(Map.of(Meter.INPUT, 100L, Meter.OUTPUT, 20L)));
    }

    @Test
    void aRunOfAzuresAgentsIsOneCallHoweverManySpansReadIt() {
        // Given
        var run = " gen_ai.thread.run.id=run_Bx7Qm2KpL9TvRw3NsYdC4e" + COUNTS;

        // When
        var made = Exports.calls(Exports.span("gen_ai.operation.name=process_thread_run" + run))
                .get(0);
        var read = Exports.calls(Exports.span("gen_ai.operation.name=get_thread_run" + run))
                .get(0);

        // Then
        assertThat(made.responseId()).contains("run_Bx7Qm2KpL9TvRw3NsYdC4e").isEqualTo(read.responseId());
        assertThat(made.labels()).isEqualTo(read.labels());
        assertThat(Exports.calls(Exports.span("gen_ai.operation.name=chat" + run))
                        .get(0)
                        .responseId())
                .isEmpty();
    }
}
