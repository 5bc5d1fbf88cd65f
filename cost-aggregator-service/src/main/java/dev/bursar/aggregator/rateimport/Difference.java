package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an import would change. Pure.
 *
 * @param changes the cards that would be new or other than what is in force for their names
 * @param unchanged how many say what is in force already
 */
record Difference(List<Change> changes, int unchanged) {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** A change that is worth a second look: more than half as much again, or less than half. */
    private static final BigDecimal HALF_MORE = new BigDecimal("1.5");

    /** A card that would be added; {@code instead} of what is in force for its name, where there is something. */
    record Change(RateCard card, Optional<RateCard> instead, List<Price> prices) {}

    /** One price of a card, before and after. */
    record Price(String what, Optional<BigDecimal> from, Optional<BigDecimal> to) {

        boolean isLarge() {
            return from.isPresent()
                    && to.isPresent()
                    && (to.get().compareTo(from.get().multiply(HALF_MORE)) > 0
                            || to.get().compareTo(from.get().multiply(HALF)) < 0);
        }
    }

    Difference {
        changes = List.copyOf(changes);
    }

    static Difference between(List<RateCard> imported, RateCards inForce) {
        var changes = new ArrayList<Change>();
        int unchanged = 0;
        for (var card : imported) {
            var instead = covering(card, inForce);
            var next = instead.map(existing -> Overlay.of(card, existing)).orElse(card);
            var prices = prices(instead, next);
            if (instead.isPresent() && prices.isEmpty()) {
                unchanged++;
            } else {
                changes.add(new Change(next, instead, prices));
            }
        }
        return new Difference(changes, unchanged);
    }

    private static Optional<RateCard> covering(RateCard card, RateCards inForce) {
        var name = card.id().substring(card.provider().length() + 1);
        return inForce.find(card.provider(), name, card.effectiveFrom()) instanceof RateCards.Found.Card found
                ? Optional.of(found.card())
                : Optional.empty();
    }

    private static List<Price> prices(Optional<RateCard> before, RateCard after) {
        Map<String, BigDecimal> from = before.map(Difference::figures).orElse(Map.of());
        var to = figures(after);
        var names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names.stream()
                .map(name -> new Price(name, Optional.ofNullable(from.get(name)), Optional.ofNullable(to.get(name))))
                .filter(price -> price.from().isEmpty()
                        || price.to().isEmpty()
                        || price.from().get().compareTo(price.to().get()) != 0)
                .toList();
    }

    /** Every price and multiplier of a card by its place: {@code input}, {@code over_200000/input}, {@code batch/multiplier}. */
    static Map<String, BigDecimal> figures(RateCard card) {
        var figures = new TreeMap<String, BigDecimal>();
        var json = RateCardJson.write(card);
        collect("", json, figures);
        json.path("service_tiers")
                .properties()
                .forEach(tier -> collect(tier.getKey() + "/", (ObjectNode) tier.getValue(), figures));
        json.path("regions")
                .properties()
                .forEach(region -> figures.put("region/" + region.getKey(), decimal(region.getValue())));
        json.path("hours")
                .forEach(hours -> collect(
                        hours.path("from").asText() + "-" + hours.path("to").asText() + "/",
                        (ObjectNode) hours,
                        figures));
        return figures;
    }

    private static void collect(String place, ObjectNode from, Map<String, BigDecimal> figures) {
        from.path("prices")
                .properties()
                .forEach(price -> figures.put(place + price.getKey(), decimal(price.getValue())));
        from.path("units")
                .properties()
                .forEach(price -> figures.put(place + price.getKey(), decimal(price.getValue())));
        if (from.has("multiplier")) {
            figures.put(place + "multiplier", decimal(from.get("multiplier")));
        }
        from.path("context_tiers")
                .forEach(tier -> collect(
                        place + "over_" + tier.path("over_input_tokens").asText() + "/", (ObjectNode) tier, figures));
    }

    private static BigDecimal decimal(JsonNode text) {
        return new BigDecimal(text.asText());
    }
}
