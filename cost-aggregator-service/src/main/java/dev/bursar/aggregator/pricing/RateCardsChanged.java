package dev.bursar.aggregator.pricing;

import dev.bursar.contract.pricing.RateCard;
import java.util.List;

/**
 * Fired in this instance after rate cards were added or removed and the change is committed. Postings from then on price
 * with it; what was posted before stays as it is until somebody reprices it.
 *
 * @param added in no particular order
 * @param removed in no particular order
 */
public record RateCardsChanged(List<RateCard> added, List<RateCard> removed) {

    public RateCardsChanged {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    boolean isNothing() {
        return added.isEmpty() && removed.isEmpty();
    }
}
