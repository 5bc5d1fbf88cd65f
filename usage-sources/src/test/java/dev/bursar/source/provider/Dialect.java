package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How each provider words one and the same call. */
enum Dialect {
    OPENAI_CHAT("openai", true, true, true, Dialect::chat),
    OPENAI_RESPONSE("openai", true, true, true, counts -> {
        var usage = Json.object()
                .put("input_tokens", counts.in())
                .put("output_tokens", counts.out())
                .put("total_tokens", counts.total());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", counts.read())
                .put("cache_write_tokens", counts.written());
        usage.putObject("output_tokens_details").put("reasoning_tokens", counts.reasoning());
        return body("usage", usage);
    }),
    OPENROUTER("openrouter", true, true, true, Dialect::chat),
    GROQ("groq", true, true, true, Dialect::chat),
    CEREBRAS("cerebras", true, true, true, Dialect::chat),
    AZURE("azure-openai", true, true, true, Dialect::chat),
    ANTHROPIC("anthropic", true, true, false, Dialect::message),
    ANTHROPIC_AT_BEDROCK("bedrock", true, true, false, Dialect::message),
    GOOGLE("google", false, true, true, counts -> {
        var usage = Json.object()
                .put("promptTokenCount", counts.input() + counts.read())
                .put("cachedContentTokenCount", counts.read())
                .put("candidatesTokenCount", counts.output())
                .put("thoughtsTokenCount", counts.reasoning())
                .put("totalTokenCount", counts.total() - counts.written());
        return body("usageMetadata", usage).put("modelVersion", "m");
    }),
    CONVERSE(
            "bedrock",
            true,
            false,
            true,
            counts -> body(
                    "usage",
                    Json.object()
                            .put("inputTokens", counts.input())
                            .put("cacheReadInputTokens", counts.read())
                            .put("cacheReadInputTokenCount", counts.read())
                            .put("cacheWriteInputTokens", counts.written())
                            .put("outputTokens", counts.out())
                            .put("totalTokens", counts.total()))),
    MISTRAL(
            "mistral",
            false,
            false,
            true,
            counts -> body(
                    "usage",
                    Json.object()
                            .put("prompt_tokens", counts.input() + counts.read())
                            .put("num_cached_tokens", counts.read())
                            .put("completion_tokens", counts.out())
                            .put("total_tokens", counts.total() - counts.written()))),
    DEEPSEEK("deepseek", false, true, true, counts -> {
        var usage = Json.object()
                .put("prompt_tokens", counts.input() + counts.read())
                .put("prompt_cache_hit_tokens", counts.read())
                .put("prompt_cache_miss_tokens", counts.input())
                .put("completion_tokens", counts.out())
                .put("total_tokens", counts.total() - counts.written());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", counts.reasoning());
        return body("usage", usage);
    }),
    XAI("xai", false, true, true, counts -> {
        var usage = Json.object()
                .put("prompt_tokens", counts.input() + counts.read())
                .put("completion_tokens", counts.output())
                .put("total_tokens", counts.total() - counts.written());
        usage.putObject("prompt_tokens_details").put("cached_tokens", counts.read());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", counts.reasoning());
        return body("usage", usage);
    }),
    OLLAMA(
            "ollama",
            false,
            false,
            false,
            counts -> body("nothing", Json.object())
                    .put("prompt_eval_count", counts.input() + counts.read())
                    .put("prompt_eval_cached_count", counts.read())
                    .put("eval_count", counts.out())
                    .put("done", true));

    private final String provider;
    private final boolean saysWritten;
    private final boolean saysReasoning;
    private final boolean saysTotal;
    private final Function<Counts, ObjectNode> words;

    Dialect(
            String provider,
            boolean saysWritten,
            boolean saysReasoning,
            boolean saysTotal,
            Function<Counts, ObjectNode> words) {
        this.provider = provider;
        this.saysWritten = saysWritten;
        this.saysReasoning = saysReasoning;
        this.saysTotal = saysTotal;
        this.words = words;
    }

    /** What a call used, in disjoint meters. */
    record Counts(long input, long read, long written, long output, long reasoning) {

        long in() {
            return input + read + written;
        }

        long out() {
            return output + reasoning;
        }

        long total() {
            return in() + out();
        }
    }

    String provider() {
        return provider;
    }

    boolean saysTotal() {
        return saysTotal;
    }

    ObjectNode body(Counts counts) {
        return words.apply(counts);
    }

    /** What is to be read in the body: a provider that does not tell reasoning apart has it in the output. */
    Map<String, Long> meters(Counts counts) {
        var meters = new TreeMap<String, Long>();
        meters.put("input", counts.input());
        meters.put("cache_read", counts.read());
        if (saysWritten) {
            meters.put("cache_write_5m", counts.written());
        }
        meters.put("output", saysReasoning ? counts.output() : counts.out());
        if (saysReasoning) {
            meters.put("reasoning", counts.reasoning());
        }
        return meters;
    }

    private static ObjectNode chat(Counts counts) {
        var usage = Json.object()
                .put("prompt_tokens", counts.in())
                .put("completion_tokens", counts.out())
                .put("total_tokens", counts.total());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", counts.read())
                .put("cache_write_tokens", counts.written());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", counts.reasoning());
        return body("usage", usage);
    }

    private static ObjectNode message(Counts counts) {
        var usage = Json.object()
                .put("input_tokens", counts.input())
                .put("cache_read_input_tokens", counts.read())
                .put("cache_creation_input_tokens", counts.written())
                .put("output_tokens", counts.out());
        usage.putObject("output_tokens_details").put("thinking_tokens", counts.reasoning());
        return body("usage", usage).put("type", "message");
    }

    private static ObjectNode body(String field, ObjectNode usage) {
        var body = Json.object().put("id", "call-1").put("model", "m");
        body.set(field, usage);
        return body;
    }
}
