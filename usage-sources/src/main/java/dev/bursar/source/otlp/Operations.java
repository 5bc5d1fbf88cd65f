package dev.bursar.source.otlp;

import java.util.Locale;
import java.util.Set;

/** The words for what a span or event tells of, by the conventions and as instrumentations write them. */
final class Operations {

    /** Those of the conventions. */
    private static final Set<String> BY_CONVENTION =
            Set.of("chat", "generate_content", "text_completion", "embeddings", "completion", "embedding");

    /**
     * Semantic Kernel ({@code chat.completions}); LiteLLM, which takes the name of the function that was called, with an
     * {@code a} before it where that is an asynchronous one.
     */
    private static final Set<String> CALLS = Set.of(
            "chat_completion",
            "chat_completions",
            "completions",
            "text_completions",
            "responses",
            "messages",
            "anthropic_messages",
            "image_generation",
            "image_edit",
            "transcription",
            "speech");

    /** They read an answer again, run something else, or sum up the calls that they made. */
    private static final Set<String> NO_CALLS = Set.of(
            "invoke_agent",
            "create_agent",
            "execute_agent_task",
            "invoke_workflow",
            "execute_tool",
            "execute_task",
            "fetch_response",
            "retrieval",
            "retrieve",
            "plan",
            "evaluate",
            "apply_guardrail",
            "framework",
            "graph_execution",
            "memory",
            "vectordb");

    private Operations() {}

    /** Whether it is known to be one call of a model. */
    static boolean isCall(String operation) {
        var word = word(operation);
        return isKnown(word) || (word.startsWith("a") && isKnown(word.substring(1)));
    }

    private static boolean isKnown(String word) {
        return BY_CONVENTION.contains(word) || CALLS.contains(word);
    }

    /** Whether it is a call that has no cache, and no output. */
    static boolean isEmbedding(String operation) {
        return word(operation).matches("a?embeddings?");
    }

    /** Whether a call of this kind that succeeds has counts, so that their absence is worth telling. */
    static boolean alwaysCounts(String operation) {
        return BY_CONVENTION.contains(operation);
    }

    /** Whether it is known to be something else than a call. */
    static boolean isNoCall(String operation) {
        var word = word(operation);
        return NO_CALLS.contains(word) || Surroundings.isAround(word);
    }

    private static String word(String operation) {
        return operation.toLowerCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
