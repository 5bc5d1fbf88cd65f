package dev.bursar.source.otlp;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What frameworks draw around model calls, and often label with the sum of them: each span says of itself what it is, so
 * that it needs no look at the calls, which may come in another export.
 */
final class Surroundings {

    /**
     * Where frameworks say what a span is: OpenLLMetry; Alibaba Cloud's LLM trace fields; LangSmith (run types);
     * Langfuse (observation types); MLflow (span types); Sentry (AI agents module); Future AGI's traceAI.
     */
    private static final List<String> KINDS = List.of(
            "traceloop.span.kind",
            "gen_ai.span.kind",
            "langsmith.span.kind",
            "langfuse.observation.type",
            "mlflow.spanType",
            "gen_ai.operation.type",
            "fi.span.kind");

    /** Their words for all that is no call; those for calls differ more, and grow. */
    private static final Set<String> AROUND = Set.of(
            "agent",
            "chain",
            "entry",
            "evaluator",
            "event",
            "guardrail",
            "handoff",
            "parser",
            "prompt",
            "reranker",
            "retriever",
            "span",
            "step",
            "task",
            "tool",
            "workflow");

    /** Pydantic AI's name for an agent's run, before it followed the conventions. */
    private static final String AGENT_RUN = "agent run";

    private Surroundings() {}

    /** @param name the span's name, by the conventions the operation and what it is done to */
    static boolean isOne(String name, Attributes attributes) {
        return KINDS.stream()
                        .flatMap(kind -> attributes.text(kind).stream())
                        .map(kind -> kind.replace("\"", "").toLowerCase(Locale.ROOT))
                        .anyMatch(AROUND::contains)
                || (attributes.text(GenAiNames.OPERATION).isEmpty() && isNamedOne(name));
    }

    /** Whether a word of a framework's names something around calls. */
    static boolean isAround(String word) {
        return AROUND.contains(word);
    }

    /** Of the operations only those that nobody calls a span of their own by chance: {@code plan} is a plain word. */
    private static boolean isNamedOne(String name) {
        int blank = name.indexOf(' ');
        var first = blank < 0 ? name : name.substring(0, blank);
        return name.equals(AGENT_RUN) || (first.indexOf('_') > 0 && Operations.isNoCall(first));
    }
}
