package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.OptionalLong;

/** Cohere's counts: what is billed, which is less than what the model saw; that stands in where the other is missing. */
final class CohereUnits {

    private static final String BILLED = "billed_units";
    private static final String SEEN = "tokens";

    /** Texts that were classified; no longer sold. */
    private static final Meter CLASSIFICATION = new Meter("classification");

    private CohereUnits() {}

    static boolean areIn(JsonNode counts) {
        return counts.path(BILLED).isObject() || counts.path(SEEN).isObject();
    }

    static Usage usage(JsonNode counts) {
        var tally = new Tally();
        var billed = counts.path(BILLED);
        if (billed.isEmpty()) {
            addSeen(counts, tally);
            return tally.usage();
        }
        var imageTokens = Fields.count(billed, "image_tokens");
        tally.add(Meter.INPUT, Fields.count(billed, "input_tokens"));
        tally.add(Meter.INPUT.kind("image"), imageTokens);
        tally.add(Meter.OUTPUT, Fields.count(billed, "output_tokens"));
        tally.add(Meter.SEARCH, Fields.count(billed, "search_units"));
        tally.add(CLASSIFICATION, Fields.count(billed, "classifications"));
        if (imageTokens.isEmpty()) {
            // Older models bill by the image.
            tally.add(Meter.IMAGE, Fields.count(billed, "images"));
        }
        return tally.usage();
    }

    private static void addSeen(JsonNode counts, Tally tally) {
        var seen = counts.path(SEEN);
        var input = Fields.count(seen, "input_tokens");
        if (input.isPresent()) {
            var cached = Fields.count(counts, "cached_tokens");
            new InclusiveInput(input.getAsLong(), cached, OptionalLong.empty(), Kinds.NONE, Kinds.NONE).addTo(tally);
        }
        tally.add(Meter.OUTPUT, Fields.count(seen, "output_tokens"));
    }
}
