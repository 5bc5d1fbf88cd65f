package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * An import that was made.
 *
 * @param id grows with time
 * @param cards how many it added
 */
record RateImport(
        String id,
        String format,
        int cards,
        String importedBy,
        Instant importedAt,
        Optional<String> undoneBy,
        Optional<Instant> undoneAt) {

    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("format", format)
                .put("cards", cards)
                .put("imported_by", importedBy)
                .put("imported_at", importedAt.toString())
                .put("undone_by", undoneBy.orElse(null))
                .put("undone_at", undoneAt.map(Instant::toString).orElse(null));
    }
}
