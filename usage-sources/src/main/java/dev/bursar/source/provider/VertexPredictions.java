package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Optional;

/** Vertex's predictions: embeddings say how many tokens each text had, images are counted by their number. */
final class VertexPredictions {

    private VertexPredictions() {}

    /** Empty where there are none, or none that say what was used. */
    static Optional<Usage> usage(List<? extends JsonNode> documents) {
        var tally = new Tally();
        boolean counted = false;
        for (var document : documents) {
            for (var prediction : document.path("predictions")) {
                counted |= add(prediction, tally);
            }
        }
        return counted ? Optional.of(tally.usage()) : Optional.empty();
    }

    private static boolean add(JsonNode prediction, Tally tally) {
        var tokens = Fields.count(prediction.path("embeddings").path("statistics"), "token_count");
        tally.add(Meter.INPUT, tokens);
        if (tokens.isEmpty() && prediction.path("mimeType").asText().startsWith("image/")) {
            tally.add(Meter.IMAGE, 1);
            return true;
        }
        return tokens.isPresent();
    }
}
