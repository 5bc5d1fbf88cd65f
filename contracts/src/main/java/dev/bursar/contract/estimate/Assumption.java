package dev.bursar.contract.estimate;

import dev.bursar.contract.pricing.RateCard;
import java.util.TreeSet;

/**
 * What an estimate took for granted, because the rate card does not say it. The actual cost will rest on the same.
 *
 * @param pointer JSON pointer of the field in the request
 * @param code a word for programs
 */
public record Assumption(String pointer, String code, String detail) {

    /** The card has no such class of service. */
    static Assumption standardPrices(String tier, RateCard card) {
        var known = new TreeSet<>(card.tariff().serviceTiers().keySet());
        return new Assumption(
                "/service_tier",
                "unknown_tier",
                "rate card " + card.id() + " has no class of service " + tier
                        + ", so its standard prices stand in; it has "
                        + (known.isEmpty() ? "no other" : String.join(", ", known)));
    }
}
