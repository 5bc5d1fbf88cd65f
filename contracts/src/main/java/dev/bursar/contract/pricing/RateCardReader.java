package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.RateCard.ContextTier;
import dev.bursar.contract.pricing.RateCard.ServiceTier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "source",
            "as_of");
    private static final Set<String> MATCH = Set.of("exact", "prefix", "alias");
    private static final Set<String> CONTEXT_TIER = Set.of("over_input_tokens", "prices", "units");
    private static final Set<String> SERVICE_TIER = Set.of("multiplier", "prices", "units");

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
        if (!card.array("hours").isEmpty()) {
            throw card.malformed("hours", "not_supported", "prices by time of day are not supported");
        }
        if (!card.text("id", id).equals(id)) {
            throw card.malformed("id", "another_id", "the card's id is another than that it is put under");
        }
    }

    private RateCard card(String id, int version) {
        return new RateCard(
                id,
                version,
                card.required("provider"),
                match(),
                card.instant("effective_from"),
                prices(card),
                contextTiers(),
                serviceTiers(),
                card.amounts("regions"),
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

    private List<ContextTier> contextTiers() {
        var read = new ArrayList<ContextTier>();
        for (var tier : card.array("context_tiers")) {
            var fields = CardFields.of(tier, "/context_tiers/" + read.size(), CONTEXT_TIER);
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
            read.put(tier.getKey(), new ServiceTier(fields.amount("multiplier", BigDecimal.ONE), prices(fields)));
        });
        return read;
    }
}
