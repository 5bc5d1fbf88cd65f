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
        var tally = new Tally();
        addPrompt(usage, tally);
        var details = usage.path("completion_tokens_details");
        addOutput(Fields.count(usage, "completion_tokens"), details, tally);
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
        addPrompt(usage, tally);
        tally.add(Meter.OUTPUT, completion.orElse(0));
        tally.add(Meter.REASONING, thoughts);
        return tally.usage(total);
    }

    private static void addPrompt(JsonNode usage, Tally tally) {
        addInput(Fields.count(usage, "prompt_tokens"), usage.path("prompt_tokens_details"), tally);
    }

    /** Input with its details, worded alike in this dialect and in that of {@link ResponsesUsage}. */
    static void addInput(OptionalLong all, JsonNode details, Tally tally) {
        if (all.isPresent()) {
            new InclusiveInput(
                            all.getAsLong(),
                            Fields.count(details, "cached_tokens"),
                            Fields.count(details, "cache_write_tokens"),
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
