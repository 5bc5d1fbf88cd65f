package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rate cards as JSON: the body of the API, the record on the topic, and the built-in files. */
public final class RateCardJson {

    private RateCardJson() {}

    /**
     * Reads a card.
     *
     * @param id the card's id, which the body may repeat
     * @throws Malformed what is not a card, with the place
     */
    public static RateCard read(String id, int version, JsonNode card) {
        return RateCardReader.read(id, version, card);
    }

    /** The card as {@link #read} takes it. */
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
        putTariff(object, card.tariff());
        card.tokenizer().ifPresent(name -> object.put("tokenizer", name));
        if (card.origin() == Origin.BUILT_IN) {
            object.put("built_in", true);
        }
        if (!card.source().isEmpty()) {
            object.put("source", card.source());
        }
        return card.asOf().equals(RateCard.UNDATED)
                ? object
                : object.put("as_of", card.asOf().toString());
    }

    private static void putTariff(ObjectNode object, Tariff tariff) {
        putPrices(object, tariff.prices());
        putTiers(object.putArray("context_tiers"), tariff.contextTiers());
        var services = object.putObject("service_tiers");
        new TreeMap<>(tariff.serviceTiers()).forEach((name, tier) -> {
            var service = services.putObject(name).put("multiplier", Json.money(tier.multiplier()));
            putPrices(service, tier.prices());
            if (!tier.contextTiers().isEmpty()) {
                putTiers(service.putArray("context_tiers"), tier.contextTiers());
            }
        });
        var regions = object.putObject("regions");
        new TreeMap<>(tariff.regions()).forEach((name, factor) -> regions.put(name, Json.money(factor)));
        var hours = object.putArray("hours");
        tariff.hours().forEach(window -> putHours(hours.addObject(), window));
        if (!tariff.minimums().isEmpty()) {
            var minimums = object.putObject("minimums");
            new TreeMap<>(tariff.minimums()).forEach((meter, least) -> minimums.put(meter.name(), least));
        }
    }

    private static void putHours(ObjectNode into, Hours window) {
        into.put("from", window.from().toString())
                .put("to", window.to().toString())
                .put("zone", window.zone().getId());
        if (!window.days().isEmpty()) {
            var days = into.putArray("days");
            CardFields.DAYS.forEach((name, day) -> {
                if (window.days().contains(day)) {
                    days.add(name);
                }
            });
        }
        putPrices(into.put("multiplier", Json.money(window.multiplier())), window.prices());
    }

    private static void putTiers(ArrayNode into, List<ContextTier> tiers) {
        tiers.forEach(
                tier -> putPrices(into.addObject().put("over_input_tokens", tier.overInputTokens()), tier.prices()));
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
