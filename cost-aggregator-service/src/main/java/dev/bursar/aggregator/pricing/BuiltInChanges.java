package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** Which of the cards that come with the software the books do not have yet. Pure. */
final class BuiltInChanges {

    private BuiltInChanges() {}

    /**
     * The cards to add, numbered after the versions there are. A card whose figures are stored in some version is not
     * added again, so that two releases side by side do not outdo each other.
     */
    static List<RateCard> missing(List<RateCard> builtIn, List<RateCard> stored) {
        var known = new HashSet<ObjectNode>();
        var versions = new HashMap<String, Integer>();
        for (var card : stored) {
            known.add(figures(card));
            versions.merge(card.id(), card.version(), Math::max);
        }
        var missing = new ArrayList<RateCard>();
        for (var card : builtIn) {
            if (known.add(figures(card))) {
                missing.add(card.withVersion(versions.merge(card.id(), 1, Integer::sum)));
            }
        }
        return missing;
    }

    /** What makes a card another one: not its number, nor where and when the figures were read. */
    private static ObjectNode figures(RateCard card) {
        var figures = RateCardJson.write(card);
        figures.remove(List.of("version", "source", "as_of"));
        return figures;
    }
}
