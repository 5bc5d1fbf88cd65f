package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCard.ContextTier;
import dev.bursar.contract.pricing.RateCard.ServiceTier;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rate cards as JSON: the body of the API, the record on the topic, and the built-in files. */
public final class RateCardJson {

    private static final Set<String> FIELDS = Set.of(
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
            "source",
            "as_of");

    private RateCardJson() {}

    /** A card that cannot be taken; {@code pointer} is the JSON pointer of the field at fault. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String pointer;
        private final String code;

        Malformed(String pointer, String code, String detail) {
            super(detail);
            this.pointer = pointer;
            this.code = code;
        }

        public String pointer() {
            return pointer;
        }

        /** As in the {@code errors} of a problem: {@code missing}, {@code currency_unsupported}, … */
        public String code() {
            return code;
        }
    }

    /**
     * Reads a card.
     *
     * @param id the card's id, which the body may repeat
     * @throws Malformed what is not a card, with the place
     */
    public static RateCard read(String id, int version, JsonNode card) {
        requireFields(card);
        var currency = text(card, "currency", "USD");
        if (!currency.equals("USD")) {
            throw new Malformed("/currency", "currency_unsupported", "the books are in USD, the card in " + currency);
        }
        try {
            return new RateCard(
                    id,
                    version,
                    required(card, "provider"),
                    match(card.path("match")),
                    instant("/effective_from", required(card, "effective_from")),
                    prices(card, ""),
                    contextTiers(card.path("context_tiers")),
                    serviceTiers(card.path("service_tiers")),
                    multipliers(card.path("regions")),
                    text(card, "source", ""),
                    LocalDate.parse(text(card, "as_of", "1970-01-01")));
        } catch (IllegalArgumentException e) {
            throw new Malformed("", "out_of_range", e.getMessage());
        } catch (DateTimeException e) {
            throw new Malformed("/as_of", "not_a_date", "not a date: " + e.getMessage());
        }
    }

    public static ObjectNode write(RateCard card) {
        var object = Json.object()
                .put("id", card.id())
                .put("version", card.version())
                .put("provider", card.provider());
        var match = object.putObject("match");
        putAll(match, "exact", card.match().exact());
        putAll(match, "prefix", card.match().prefix());
        putAll(match, "alias", card.match().alias());
        object.put("effective_from", card.effectiveFrom().toString()).put("currency", "USD");
        putPrices(object, card.prices());
        var tiers = object.putArray("context_tiers");
        card.contextTiers()
                .forEach(tier ->
                        putPrices(tiers.addObject().put("over_input_tokens", tier.overInputTokens()), tier.prices()));
        var services = object.putObject("service_tiers");
        card.serviceTiers()
                .forEach((name, tier) -> putPrices(
                        services.putObject(name).put("multiplier", Json.money(tier.multiplier())), tier.prices()));
        var regions = object.putObject("regions");
        card.regions().forEach((name, factor) -> regions.put(name, Json.money(factor)));
        return object.put("source", card.source()).put("as_of", card.asOf().toString());
    }

    private static void requireFields(JsonNode card) {
        if (!(card instanceof ObjectNode)) {
            throw new Malformed("", "not_an_object", "a rate card is an object");
        }
        card.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new Malformed("/" + name, "unknown_field", "a rate card has no field " + name);
            }
        });
    }

    private static ModelMatch match(JsonNode match) {
        return new ModelMatch(names(match, "exact"), names(match, "prefix"), names(match, "alias"));
    }

    private static Set<String> names(JsonNode match, String field) {
        var names = new TreeSet<String>();
        match.path(field).forEach(name -> {
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw new Malformed("/match/" + field, "not_a_string", "a model name is a string");
            }
            names.add(name.textValue());
        });
        return names;
    }

    private static Prices prices(JsonNode from, String at) {
        return new Prices(amounts(from.path("prices"), at + "/prices"), amounts(from.path("units"), at + "/units"));
    }

    private static List<ContextTier> contextTiers(JsonNode tiers) {
        var read = new ArrayList<ContextTier>();
        for (int i = 0; i < tiers.size(); i++) {
            var tier = tiers.get(i);
            var over = tier.path("over_input_tokens");
            if (!over.isIntegralNumber() || over.longValue() < 1) {
                throw new Malformed(
                        "/context_tiers/" + i + "/over_input_tokens", "not_positive", "a threshold is a whole number");
            }
            read.add(new ContextTier(over.longValue(), prices(tier, "/context_tiers/" + i)));
        }
        return read;
    }

    private static Map<String, ServiceTier> serviceTiers(JsonNode tiers) {
        var read = new LinkedHashMap<String, ServiceTier>();
        tiers.properties().forEach(tier -> {
            var at = "/service_tiers/" + tier.getKey();
            var multiplier = tier.getValue().has("multiplier")
                    ? amount(at + "/multiplier", tier.getValue().get("multiplier"))
                    : BigDecimal.ONE;
            read.put(tier.getKey(), new ServiceTier(multiplier, prices(tier.getValue(), at)));
        });
        return read;
    }

    private static Map<String, BigDecimal> multipliers(JsonNode regions) {
        var read = new LinkedHashMap<String, BigDecimal>();
        regions.properties()
                .forEach(region -> read.put(region.getKey(), amount("/regions/" + region.getKey(), region.getValue())));
        return read;
    }

    private static Map<Meter, BigDecimal> amounts(JsonNode amounts, String at) {
        var read = new LinkedHashMap<Meter, BigDecimal>();
        amounts.properties().forEach(price -> {
            if (!Meter.isName(price.getKey())) {
                throw new Malformed(at + "/" + price.getKey(), "not_a_meter", "not a meter: " + price.getKey());
            }
            read.put(new Meter(price.getKey()), amount(at + "/" + price.getKey(), price.getValue()));
        });
        return read;
    }

    /** Money in a body is a decimal string; a number would have gone through somebody's floating point. */
    private static BigDecimal amount(String at, JsonNode value) {
        if (!value.isTextual() || !value.textValue().matches("\\d{1,12}(\\.\\d{1,18})?")) {
            throw new Malformed(at, "not_a_decimal", "an amount is a decimal string without sign or exponent");
        }
        return new BigDecimal(value.textValue());
    }

    private static Instant instant(String at, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Malformed(at, "not_a_time", "neither a date nor an RFC 3339 time: " + text);
        }
    }

    private static String required(JsonNode card, String field) {
        var value = card.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new Malformed("/" + field, "missing", field + " is missing");
        }
        return value.textValue();
    }

    private static String text(JsonNode card, String field, String otherwise) {
        var value = card.path(field);
        return value.isMissingNode() || value.isNull() ? otherwise : value.asText();
    }

    private static void putAll(ObjectNode into, String field, Set<String> names) {
        var array = into.putArray(field);
        new TreeSet<>(names).forEach(array::add);
    }

    private static void putPrices(ObjectNode into, Prices prices) {
        putAmounts(into, "prices", prices.perMillion());
        putAmounts(into, "units", prices.perUnit());
    }

    private static void putAmounts(ObjectNode into, String field, Map<Meter, BigDecimal> amounts) {
        var object = into.putObject(field);
        amounts.keySet().stream().sorted().forEach(meter -> object.put(meter.name(), Json.money(amounts.get(meter))));
    }
}
