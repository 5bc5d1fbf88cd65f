package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The {@code usageMetadata} of Gemini: what was cached is inside the prompt; thoughts and the prompts of tools come on
 * top.
 */
final class GeminiUsage {

    /** Up to Gemini 2.5 a prompt is billed that was grounded, from 3 on each search (ai.google.dev, pricing). */
    private static final Pattern BILLED_BY_PROMPT = Pattern.compile("gemini-[12](?:\\.\\d+)?-.*");

    private GeminiUsage() {}

    static Usage read(JsonNode counts) {
        var tally = new Tally();
        var prompt = Fields.count(counts, "promptTokenCount");
        var tools = Fields.count(counts, "toolUsePromptTokenCount");
        if (prompt.isPresent() || tools.isPresent()) {
            new InclusiveInput(
                            prompt.orElse(0) + tools.orElse(0),
                            Fields.count(counts, "cachedContentTokenCount"),
                            OptionalLong.empty(),
                            Kinds.ofModalities(details(counts, "prompt"))
                                    .plus(Kinds.ofModalities(counts.path("toolUsePromptTokensDetails"))),
                            Kinds.ofModalities(counts.path("cacheTokensDetails")))
                    .addTo(tally);
        }
        var total = Fields.count(counts, "totalTokenCount");
        addOutput(counts, total.orElse(0) - prompt.orElse(0) - tools.orElse(0), tally);
        return tally.usage(total);
    }

    /** Embeddings say {@code promptTokenDetails}. */
    private static JsonNode details(JsonNode counts, String side) {
        var details = counts.path(side + "TokensDetails");
        return details.isMissingNode() ? counts.path(side + "TokenDetails") : details;
    }

    /**
     * The live interface says {@code response} where the other says {@code candidates}.
     *
     * @param room what the total leaves for all that came out; the first models that thought had their thoughts within what
     *     they showed, which is told by there being no room for both
     */
    private static void addOutput(JsonNode counts, long room, Tally tally) {
        var word = counts.has("responseTokenCount") ? "response" : "candidates";
        var shown = Fields.count(counts, word + "TokenCount");
        var thoughts = Fields.count(counts, "thoughtsTokenCount");
        if (shown.isPresent()) {
            boolean within = shown.getAsLong() == room && thoughts.orElse(0) <= room;
            long apart = shown.getAsLong() - (within ? thoughts.orElse(0) : 0);
            var kinds = Kinds.ofModalities(counts.path(word + "TokensDetails")).atMost(apart);
            tally.add(Meter.OUTPUT, apart - kinds.sum());
            tally.add(Meter.OUTPUT, kinds);
        }
        tally.add(Meter.REASONING, thoughts);
    }

    /** The searches that grounded an answer, as they are billed. */
    static long searches(List<? extends JsonNode> documents, String model) {
        var queries = new HashSet<String>();
        for (var document : documents) {
            for (var candidate : document.path("candidates")) {
                for (var query : candidate.path("groundingMetadata").path("webSearchQueries")) {
                    queries.add(query.asText());
                }
            }
        }
        return billed(queries.size(), model);
    }

    /** How many of a prompt's searches are billed. */
    static long billed(long searches, String model) {
        return searches > 0 && isBilledByPrompt(model) ? 1 : searches;
    }

    /** Whether grounding is billed by prompt, and not by query. */
    static boolean isBilledByPrompt(String model) {
        return BILLED_BY_PROMPT.matcher(ModelName.canonical(model)).matches();
    }

    /** Whether an answer was grounded on Google Maps, which has a price of its own. */
    static boolean hasMaps(List<? extends JsonNode> documents) {
        return documents.stream()
                .flatMap(document -> document.path("candidates").valueStream())
                .flatMap(candidate -> candidate
                        .path("groundingMetadata")
                        .path("groundingChunks")
                        .valueStream())
                .anyMatch(chunk -> chunk.path("maps").isObject());
    }
}
