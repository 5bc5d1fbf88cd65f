package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.OptionalLong;

/**
 * The {@code usage} of OpenAI's chat completions, completions and embeddings, spoken by many: prompt counts include the
 * cache, completion counts include reasoning.
 */
final class ChatUsage {

    private ChatUsage() {}

    static boolean isIn(JsonNode usage) {
        return usage.has("prompt_tokens") || usage.has("completion_tokens");
    }

    static Usage read(JsonNode usage) {
        return read(usage, cached(usage));
    }

    /** @param cached how much of the prompt came from the cache */
    static Usage read(JsonNode usage, OptionalLong cached) {
        var tally = new Tally();
        addPrompt(usage, cached, tally);
        addCompletion(usage, tally);
        return tally.usage(Fields.count(usage, "total_tokens"));
    }

    /** Google's endpoint in this dialect leaves thoughts out of the completion; only the total has them. */
    static Usage readWithThoughtsInTotalOnly(JsonNode usage) {
        var completion = Fields.count(usage, "completion_tokens");
        var total = Fields.count(usage, "total_tokens");
        long thoughts = total.orElse(0) - Fields.countOrZero(usage, "prompt_tokens") - completion.orElse(0);
        if (thoughts <= 0) {
            return read(usage);
        }
        var tally = new Tally();
        addPrompt(usage, cached(usage), tally);
        tally.add(Meter.OUTPUT, completion.orElse(0));
        tally.add(Meter.REASONING, thoughts);
        return tally.usage(total);
    }

    /** xAI's completion leaves reasoning out; a total that has no room for it says that it is inside after all. */
    static Usage readWithReasoningOnTop(JsonNode usage) {
        var details = details(usage, "completion");
        var total = Fields.count(usage, "total_tokens");
        long shown = Fields.countOrZero(usage, "completion_tokens");
        long reasoning = Fields.countOrZero(details, "reasoning_tokens");
        if (total.isPresent() && total.getAsLong() == Fields.countOrZero(usage, "prompt_tokens") + shown) {
            return read(usage);
        }
        var tally = new Tally();
        addPrompt(usage, cached(usage), tally);
        if (usage.hasNonNull("completion_tokens") || details.hasNonNull("reasoning_tokens")) {
            addOutput(OptionalLong.of(shown + reasoning), details, tally);
        }
        return tally.usage(total);
    }

    /** More reasoning than completion: on top of it, or all of it where the total has no room for both. */
    static Usage readWithReasoningBeside(JsonNode usage) {
        var total = Fields.count(usage, "total_tokens");
        long shown = Fields.countOrZero(usage, "completion_tokens");
        if (total.isEmpty() || total.getAsLong() != Fields.countOrZero(usage, "prompt_tokens") + shown) {
            return readWithReasoningOnTop(usage);
        }
        var tally = new Tally();
        addPrompt(usage, cached(usage), tally);
        tally.add(Meter.OUTPUT, 0);
        tally.add(Meter.REASONING, shown);
        return tally.usage(total);
    }

    /** What came from the cache; some say it beside the other counts and not in their details. */
    static OptionalLong cached(JsonNode usage) {
        var detailed = Fields.count(details(usage, "prompt"), "cached_tokens");
        return detailed.isPresent() ? detailed : Fields.count(usage, "cached_tokens");
    }

    /** Chats and Responses say {@code prompt_tokens_details}, realtime, transcriptions and Mistral {@code prompt_token_details}. */
    static JsonNode details(JsonNode usage, String side) {
        var details = usage.path(side + "_tokens_details");
        return details.isObject() ? details : usage.path(side + "_token_details");
    }

    private static void addPrompt(JsonNode usage, OptionalLong cached, Tally tally) {
        var prompt = Fields.count(usage, "prompt_tokens");
        var details = details(usage, "prompt");
        if (details.hasNonNull("cache_write_tokens")) {
            addInput(prompt, cached, details, tally);
        } else {
            addInput(prompt, cached, writtenByGateway(usage, prompt.orElse(0) - cached.orElse(0)), details, tally);
        }
    }

    /** LiteLLM and others put Anthropic's word beside the prompt that includes it; some that did not include it. */
    private static OptionalLong writtenByGateway(JsonNode usage, long fresh) {
        var written = Fields.count(usage, "cache_creation_input_tokens");
        return written.orElse(0) > fresh ? OptionalLong.empty() : written;
    }

    static void addCompletion(JsonNode usage, Tally tally) {
        addOutput(Fields.count(usage, "completion_tokens"), details(usage, "completion"), tally);
    }

    /** Input with its details, worded alike in this dialect and in that of {@link ResponsesUsage}. */
    static void addInput(OptionalLong all, OptionalLong cached, JsonNode details, Tally tally) {
        addInput(all, cached, Fields.count(details, "cache_write_tokens"), details, tally);
    }

    private static void addInput(
            OptionalLong all, OptionalLong cached, OptionalLong written, JsonNode details, Tally tally) {
        if (all.isPresent()) {
            new InclusiveInput(
                            all.getAsLong(),
                            cached,
                            written,
                            Kinds.ofFields(details),
                            Kinds.ofFields(details.path("cached_tokens_details")))
                    .addTo(tally);
        }
    }

    /** Output that includes reasoning and audio. */
    static void addOutput(OptionalLong all, JsonNode details, Tally tally) {
        if (all.isPresent()) {
            var reasoning = Fields.count(details, "reasoning_tokens");
            var kinds = Kinds.ofFields(details);
            tally.add(Meter.OUTPUT, all.getAsLong() - reasoning.orElse(0) - kinds.sum());
            tally.add(Meter.OUTPUT, kinds);
            tally.add(Meter.REASONING, reasoning);
        }
    }
}
