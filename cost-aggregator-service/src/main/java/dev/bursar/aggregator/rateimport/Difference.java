package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Difference.Warning.Kind;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an import would change. Pure.
 *
 * @param changes the cards that would be new or other than what is in force for their names
 * @param warnings what is worth a second look before anybody agrees
 * @param unchanged how many say what is in force already
 */
record Difference(List<Change> changes, List<Warning> warnings, int unchanged) {

    /** The place of a price that holds without a class of service, a region or an hour of the day. */
    private static final Pattern BASE = Pattern.compile("(over_\\d+/)?[a-z0-9_]+");

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

    /** A reason to hesitate, about a price of a card or about all of it. */
    record Warning(String card, Kind kind, Optional<Price> price) {

        enum Kind {
            /** More than half as much again, or less than half. */
            OVER_HALF,
            /** The price goes: the file has no such tier any more. */
            PRICE_REMOVED,
            /** The file has a place for the price and leaves it empty; what is in force stays. */
            PRICE_KEPT,
            /** An import of this format made the card, and the file has no price for the model any more; the card stays. */
            MODEL_KEPT;

            String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * What a file is compared with.
     *
     * @param cards those in force
     * @param imported ids of the cards that earlier imports of the format made and that still count
     */
    record Before(RateCards cards, Set<String> imported) {}

    Difference {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    static Difference between(PriceFile file, Format format, Before before) {
        var changes = new ArrayList<Change>();
        var warnings = new ArrayList<Warning>();
        int unchanged = 0;
        for (var card : file.cards()) {
            var instead = covering(card, before.cards());
            var next = instead.map(existing -> Overlay.of(card, existing)).orElse(card);
            var prices = prices(instead, next);
            if (instead.isPresent() && prices.isEmpty()) {
                unchanged++;
            } else {
                changes.add(new Change(next, instead, prices));
            }
            prices.forEach(price -> warning(card.id(), price).ifPresent(warnings::add));
            instead.ifPresent(existing -> warnings.addAll(kept(card, existing, next, format)));
        }
        var there = file.cards().stream().map(RateCard::id).collect(Collectors.toSet());
        before.imported().stream()
                .filter(id -> !there.contains(id))
                .sorted()
                .forEach(id -> warnings.add(new Warning(id, Kind.MODEL_KEPT, Optional.empty())));
        return new Difference(changes, warnings, unchanged);
    }

    private static Optional<Warning> warning(String card, Price price) {
        if (price.isLarge()) {
            return Optional.of(new Warning(card, Kind.OVER_HALF, Optional.of(price)));
        }
        return price.to().isEmpty()
                ? Optional.of(new Warning(card, Kind.PRICE_REMOVED, Optional.of(price)))
                : Optional.empty();
    }

    /** Prices that stay although the file could say them and does not. */
    private static List<Warning> kept(RateCard imported, RateCard existing, RateCard next, Format format) {
        var said = figures(imported);
        var after = figures(next);
        return figures(existing).entrySet().stream()
                .filter(price -> BASE.matcher(price.getKey()).matches() && !said.containsKey(price.getKey()))
                .filter(price -> after.containsKey(price.getKey()) && format.says(meter(price.getKey())))
                .map(price -> new Price(
                        price.getKey(), Optional.of(price.getValue()), Optional.of(after.get(price.getKey()))))
                .map(price -> new Warning(imported.id(), Kind.PRICE_KEPT, Optional.of(price)))
                .toList();
    }

    private static String meter(String place) {
        return place.substring(place.indexOf('/') + 1);
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
