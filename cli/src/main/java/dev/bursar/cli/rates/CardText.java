package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Words about a rate card. */
final class CardText {

    private CardText() {}

    /** What else there is to it: {@code tiers batch flex hours}. */
    static String more(JsonNode card) {
        var words = new ArrayList<String>();
        if (!card.path("context_tiers").isEmpty()) {
            words.add("tiers");
        }
        card.path("service_tiers").fieldNames().forEachRemaining(words::add);
        if (!card.path("hours").isEmpty()) {
            words.add("hours");
        }
        card.path("units").fieldNames().forEachRemaining(words::add);
        return words.isEmpty() ? "-" : String.join(" ", words);
    }

    static String day(JsonNode card) {
        var from = card.path("effective_from").asText("");
        return from.length() < 10 ? from : from.substring(0, 10);
    }

    static String origin(JsonNode card) {
        return card.path("built_in").asBoolean(false) ? "built in" : "you";
    }

    /** Every price, a line each. */
    static List<String> prices(JsonNode card) {
        var lines = new ArrayList<String>();
        collect("", card, lines);
        card.path("service_tiers").properties().forEach(tier -> collect(tier.getKey() + " ", tier.getValue(), lines));
        card.path("hours")
                .forEach(hours -> collect(
                        hours.path("from").asText() + "-" + hours.path("to").asText() + " "
                                + hours.path("zone").asText() + " ",
                        hours,
                        lines));
        card.path("regions")
                .properties()
                .forEach(region -> lines.add(
                        "region " + region.getKey() + " × " + region.getValue().asText()));
        card.path("minimums")
                .properties()
                .forEach(least -> lines.add("at least " + least.getValue().asText() + " " + least.getKey()));
        return lines;
    }

    private static void collect(String place, JsonNode from, List<String> lines) {
        from.path("prices")
                .properties()
                .forEach(price -> lines.add(
                        place + price.getKey() + " $" + price.getValue().asText() + " / 1M"));
        from.path("units")
                .properties()
                .forEach(price -> lines.add(
                        place + price.getKey() + " $" + price.getValue().asText() + " each"));
        if (!from.path("multiplier").asText("1").equals("1")) {
            lines.add(place + "× " + from.path("multiplier").asText());
        }
        from.path("context_tiers")
                .forEach(tier ->
                        collect(place + "over " + tier.path("over_input_tokens").asText() + " ", tier, lines));
    }
}
