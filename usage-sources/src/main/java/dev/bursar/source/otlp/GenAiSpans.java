package dev.bursar.source.otlp;

import java.util.Locale;
import java.util.Set;

/** Spans by the semantic conventions for generative AI, and OpenLLMetry's, which came before them. */
final class GenAiSpans implements SpanDialect {

    private static final Set<String> CALLS =
            Set.of("chat", "generate_content", "text_completion", "embeddings", "completion", "embedding");

    /** They read an answer again, run something else, or sum up the calls that they made. */
    private static final Set<String> NO_CALLS = Set.of(
            "invoke_agent",
            "create_agent",
            "invoke_workflow",
            "workflow",
            "task",
            "execute_tool",
            "execute_task",
            "fetch_response",
            "retrieval",
            "retrieve",
            "plan",
            "handoff",
            "evaluate",
            "apply_guardrail");

    @Override
    public boolean isOf(Attributes attributes) {
        return attributes.hasAnyUnder("gen_ai.") || attributes.has("llm.request.type");
    }

    @Override
    public boolean isCall(Attributes attributes, boolean client) {
        var operation = GenAiNames.operation(attributes);
        if (isWithinCallOfAgentKit(attributes)) {
            return false;
        }
        if (operation.isPresent()) {
            // An operation that is not known here is a call only where a client makes it: sums are made inside.
            return CALLS.contains(operation.get()) || (client && !isNoCall(attributes));
        }
        return attributes.text("gen_ai.provider.name", "gen_ai.system").isPresent()
                && attributes
                        .text("gen_ai.response.model", "gen_ai.request.model")
                        .isPresent();
    }

    /**
     * Google's Agent Development Kit for Python tells of a call by {@code call_llm}, with the thoughts, and within it by
     * {@code generate_content}, which versions before 2.3 leave without them. The kit for Go has the inner one alone, and
     * does not write the system.
     */
    private static boolean isWithinCallOfAgentKit(Attributes attributes) {
        return attributes.has("gcp.vertex.agent.event_id")
                && attributes.has("gen_ai.system")
                && attributes
                        .text(GenAiNames.OPERATION)
                        .filter("generate_content"::equals)
                        .isPresent();
    }

    /** Whether the operation is known to be something else than a call. */
    static boolean isNoCall(Attributes attributes) {
        return attributes
                .text(GenAiNames.OPERATION)
                .filter(GenAiSpans::isNoCall)
                .isPresent();
    }

    static boolean isNoCall(String operation) {
        return NO_CALLS.contains(operation.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean mustHaveCounts(Attributes attributes) {
        return attributes.text(GenAiNames.OPERATION).filter(CALLS::contains).isPresent();
    }

    @Override
    public CallReport read(Attributes attributes) {
        return GenAiNames.read(attributes);
    }
}
