package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;

/** DeepSeek: says which of the prompt hit its cache, and which missed it. */
final class DeepSeek extends OpenAiDialect {

    private static final String HIT = "prompt_cache_hit_tokens";
    private static final String MISS = "prompt_cache_miss_tokens";

    @Override
    public String word() {
        return "deepseek";
    }

    @Override
    Usage chat(JsonNode usage) {
        var cached = Fields.either(usage, HIT, ChatUsage.details(usage, "prompt"), "cached_tokens");
        var missed = Fields.count(usage, MISS);
        var prompt = Fields.count(usage, "prompt_tokens");
        if (missed.isPresent() && prompt.isPresent() && cached.orElse(0) + missed.getAsLong() != prompt.getAsLong()) {
            throw new Refusal(
                    RejectionReason.TOTALS_CONTRADICT,
                    "prompt_tokens is " + prompt.getAsLong() + ", hits and misses add up to "
                            + (cached.orElse(0) + missed.getAsLong()));
        }
        return ChatUsage.read(usage, cached);
    }
}
