package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import java.math.BigDecimal;
import java.util.List;

/** An imported card over the one in force: what the file can't say, regions for one, stays as it is. Pure. */
final class Overlay {

    private Overlay() {}

    static RateCard of(RateCard imported, RateCard existing) {
        var card = RateCardJson.write(imported);
        var old = RateCardJson.write(existing);
        keep(card, old, "prices");
        keep(card, old, "units");
        keep(card, old, "regions");
        tiers(card, old);
        services(card, old);
        for (var field : List.of("hours", "minimums", "tokenizer")) {
            if (card.path(field).isEmpty() && old.has(field)) {
                card.set(field, old.get(field));
            }
        }
        return RateCardJson.read(imported.id(), 1, card);
    }

    private static void keep(ObjectNode card, ObjectNode old, String field) {
        old.path(field).properties().forEach(entry -> {
            if (!card.withObjectProperty(field).has(entry.getKey())) {
                card.withObjectProperty(field).set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** A file that has a tier has all of it; but a meter it never names keeps its price there too. */
    private static void tiers(ObjectNode card, ObjectNode old) {
        for (var tier : card.path("context_tiers")) {
            for (var other : old.path("context_tiers")) {
                if (tier.path("over_input_tokens").equals(other.path("over_input_tokens"))) {
                    keep((ObjectNode) tier, (ObjectNode) other, "prices");
                }
            }
        }
    }

    /** Prices of a class of service that are those in force, said otherwise, leave it as it was. */
    private static void services(ObjectNode card, ObjectNode old) {
        var services = card.withObjectProperty("service_tiers");
        old.path("service_tiers").properties().forEach(entry -> {
            var imported = services.path(entry.getKey());
            if (imported.isMissingNode() || saysTheSame(imported, entry.getValue(), card)) {
                services.set(
                        entry.getKey(),
                        withoutUnknownTiers((ObjectNode) entry.getValue().deepCopy(), card));
            }
        });
    }

    private static boolean saysTheSame(JsonNode imported, JsonNode old, ObjectNode card) {
        var multiplier = new BigDecimal(old.path("multiplier").asText("1"));
        return imported.path("context_tiers").isEmpty()
                && imported.path("prices").properties().stream().allMatch(price -> {
                    var own = old.path("prices").path(price.getKey());
                    var base = card.path("prices").path(price.getKey());
                    var inForce = own.isMissingNode()
                            ? new BigDecimal(base.asText("0")).multiply(multiplier)
                            : new BigDecimal(own.asText());
                    return inForce.compareTo(new BigDecimal(price.getValue().asText())) == 0;
                });
    }

    /** A tier of a class of service needs the card's own. */
    private static ObjectNode withoutUnknownTiers(ObjectNode service, ObjectNode card) {
        var known = Json.object().putArray("known");
        card.path("context_tiers").forEach(tier -> known.add(tier.path("over_input_tokens")));
        if (service.has("context_tiers")) {
            var kept = Json.object().putArray("kept");
            service.path("context_tiers").forEach(tier -> {
                for (var over : known) {
                    if (over.equals(tier.path("over_input_tokens"))) {
                        kept.add(tier);
                    }
                }
            });
            service.set("context_tiers", kept);
        }
        return service;
    }
}
