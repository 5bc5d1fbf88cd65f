package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a rate card as the books keep it.
 *
 * @param createdBy absent for a card that came with the software
 * @param importId the import that it came with, if it did
 * @param removedAt since when it counts no more, if it does not
 */
record StoredCard(
        RateCard card,
        Instant createdAt,
        Optional<String> createdBy,
        Optional<String> importId,
        Optional<Instant> removedAt) {

    ObjectNode json() {
        return RateCardJson.write(card)
                .put("state", removedAt.isPresent() ? "removed" : "active")
                .put("created_at", createdAt.toString())
                .put("created_by", createdBy.orElse(null))
                .put("import", importId.orElse(null))
                .put("removed_at", removedAt.map(Instant::toString).orElse(null));
    }
}
