package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a rate card strictly: a word that is not known would be a price that is not applied. */
final class RateCardReader {

    private static final Set<String> CARD = Set.of(
            "id",
            "version",
            "provider",
            "match",
            "effective_from",
            "currency",
            "prices",
            "units",
            "context_tiers",
            "service_tiers",
            "regions",
            "hours",
            "tokenizer",
            "built_in",
            "source",
            "as_of");
    private static final Set<String> MATCH = Set.of("exact", "prefix", "alias");
    private static final Set<String> CONTEXT_TIER = Set.of("over_input_tokens", "prices", "units");
    private static final Set<String> SERVICE_TIER = Set.of("multiplier", "prices", "units", "context_tiers");
    private static final Set<String> HOURS = Set.of("from", "to", "zone", "days", "multiplier", "prices", "units");

    private final CardFields card;

    private RateCardReader(CardFields card) {
        this.card = card;
    }

    static RateCard read(String id, int version, JsonNode body) {
        var reader = new RateCardReader(CardFields.of(body, "", CARD));
        reader.requireSupported(id);
        try {
            return reader.card(id, version);
        } catch (IllegalArgumentException e) {
            throw new Malformed("", "out_of_range", e.getMessage());
        }
    }

    private void requireSupported(String id) {
        var currency = card.text("currency", "USD");
        if (!currency.equals("USD")) {
            throw card.malformed("currency", "currency_unsupported", "the books are in USD, the card in " + currency);
        }
        if (!card.text("id", id).equals(id)) {
            throw card.malformed("id", "another_id", "the card's id is another than that it is put under");
        }
    }

    private RateCard card(String id, int version) {
        return new RateCard(
                id,
                version,
                card.flag("built_in") ? Origin.BUILT_IN : Origin.OPERATOR,
                card.required("provider"),
                match(),
                card.instant("effective_from"),
                new Tariff(prices(card), contextTiers(card), serviceTiers(), card.multipliers("regions"), hours()),
                Optional.of(card.text("tokenizer", "")).filter(name -> !name.isEmpty()),
                card.text("source", ""),
                card.date("as_of", LocalDate.EPOCH));
    }

    private ModelMatch match() {
        var match = card.object("match", MATCH);
        return new ModelMatch(names(match, "exact"), names(match, "prefix"), names(match, "alias"));
    }

    private static Set<String> names(CardFields match, String field) {
        var names = new TreeSet<String>();
        match.array(field).forEach(name -> {
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw match.malformed(field, "not_a_string", "a model name is a string");
            }
            names.add(name.textValue());
        });
        return names;
    }

    private static Prices prices(CardFields from) {
        return new Prices(from.amountsByMeter("prices"), from.amountsByMeter("units"));
    }

    private static List<ContextTier> contextTiers(CardFields from) {
        var read = new ArrayList<ContextTier>();
        for (var tier : from.array("context_tiers")) {
            var fields = CardFields.of(tier, from.at() + "/context_tiers/" + read.size(), CONTEXT_TIER);
            var over = tier.path("over_input_tokens");
            if (!over.isIntegralNumber() || !over.canConvertToLong() || over.longValue() < 1) {
                throw fields.malformed("over_input_tokens", "not_positive", "a threshold is a whole number above 0");
            }
            read.add(new ContextTier(over.longValue(), prices(fields)));
        }
        return read;
    }

    private Map<String, ServiceTier> serviceTiers() {
        var read = new LinkedHashMap<String, ServiceTier>();
        card.open("service_tiers").properties().forEach(tier -> {
            var fields = CardFields.of(tier.getValue(), "/service_tiers/" + tier.getKey(), SERVICE_TIER);
            read.put(
                    tier.getKey(),
                    new ServiceTier(
                            fields.multiplier("multiplier", BigDecimal.ONE), prices(fields), contextTiers(fields)));
        });
        return read;
    }

    private List<Hours> hours() {
        var read = new ArrayList<Hours>();
        for (var window : card.array("hours")) {
            var fields = CardFields.of(window, "/hours/" + read.size(), HOURS);
            read.add(new Hours(
                    fields.timeOfDay("from"),
                    fields.timeOfDay("to"),
                    fields.zone("zone"),
                    fields.days("days"),
                    fields.multiplier("multiplier", BigDecimal.ONE),
                    prices(fields)));
        }
        return read;
    }
}
