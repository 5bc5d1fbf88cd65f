package dev.bursar.contract.pricing;

import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads how a card prices; what contradicts itself is named by its place, like what is malformed. */
final class TariffReader {

    private static final Set<String> CONTEXT_TIER = Set.of("over_input_tokens", "prices", "units");
    private static final Set<String> SERVICE_TIER = Set.of("multiplier", "prices", "units", "context_tiers");
    private static final Set<String> HOURS = Set.of("from", "to", "zone", "days", "multiplier", "prices", "units");

    private final CardFields card;
    private final List<ContextTier> contextTiers;

    private TariffReader(CardFields card) {
        this.card = card;
        this.contextTiers = contextTiers(card, Optional.empty());
    }

    static Tariff read(CardFields card) {
        return new TariffReader(card).tariff();
    }

    private Tariff tariff() {
        var prices = prices(card);
        if (prices.equals(Prices.NONE)) {
            throw card.malformed(
                    "prices",
                    "missing",
                    "a card needs a price: of a million tokens under prices, of one unit under units");
        }
        return new Tariff(
                prices, contextTiers, serviceTiers(), regions(), hours(), new CardAmounts(card).minimums("minimums"));
    }

    private static Prices prices(CardFields from) {
        var amounts = new CardAmounts(from);
        return new Prices(amounts.byMeter("prices", true), amounts.byMeter("units", false));
    }

    /** @param known the thresholds that there may be, where there is a choice */
    private static List<ContextTier> contextTiers(CardFields from, Optional<Set<Long>> known) {
        var read = new ArrayList<ContextTier>();
        for (var tier : from.array("context_tiers")) {
            var fields = CardFields.of(tier, from.at() + "/context_tiers/" + read.size(), CONTEXT_TIER);
            var over = tier.path("over_input_tokens");
            if (!over.isIntegralNumber() || !over.canConvertToLong() || over.longValue() < 1) {
                throw fields.malformed("over_input_tokens", "not_positive", "a threshold is a whole number above 0");
            }
            if (read.stream().anyMatch(other -> other.overInputTokens() == over.longValue())) {
                throw fields.malformed(
                        "over_input_tokens", "duplicate", "there is a tier over " + over + " before this");
            }
            if (known.filter(thresholds -> !thresholds.contains(over.longValue()))
                    .isPresent()) {
                throw fields.malformed(
                        "over_input_tokens",
                        "unknown_threshold",
                        "the card has no context tier over " + over + ", so a class of service can't have one");
            }
            read.add(new ContextTier(over.longValue(), prices(fields)));
        }
        return read;
    }

    private Map<String, ServiceTier> serviceTiers() {
        var thresholds = contextTiers.stream().map(ContextTier::overInputTokens).collect(Collectors.toSet());
        var read = new LinkedHashMap<String, ServiceTier>();
        card.open("service_tiers").properties().forEach(tier -> {
            var fields = CardFields.of(tier.getValue(), "/service_tiers/" + tier.getKey(), SERVICE_TIER);
            var multiplier = new CardAmounts(fields).multiplier("multiplier", BigDecimal.ONE);
            read.put(
                    tier.getKey(),
                    new ServiceTier(multiplier, prices(fields), contextTiers(fields, Optional.of(thresholds))));
        });
        return read;
    }

    private Map<String, BigDecimal> regions() {
        var regions = new CardAmounts(card).multipliers("regions");
        regions.forEach((name, factor) -> {
            if (factor.signum() == 0) {
                throw card.malformed(
                        "regions/" + name,
                        "not_positive",
                        "a region times 0 costs nothing: leave it out, or say its factor");
            }
        });
        return regions;
    }

    private List<Hours> hours() {
        var read = new ArrayList<Hours>();
        for (var window : card.array("hours")) {
            var fields = CardFields.of(window, "/hours/" + read.size(), HOURS);
            var hours = hours(fields);
            if (!contextTiers.isEmpty() && !hours.prices().equals(Prices.NONE)) {
                throw fields.malformed(
                        "prices",
                        "not_with_context_tiers",
                        "which of the two counts, these or the prices of a context tier? Use a multiplier");
            }
            read.stream().filter(before -> before.covers(hours)).findFirst().ifPresent(before -> {
                throw fields.malformed(
                        "from",
                        "never_counts",
                        "all of it lies in " + before.label() + " before it, and of two that overlap the first counts");
            });
            read.add(hours);
        }
        return read;
    }

    private static Hours hours(CardFields fields) {
        var from = fields.timeOfDay("from");
        var to = fields.timeOfDay("to");
        if (from.equals(to)) {
            throw fields.malformed("to", "no_time", "from " + from + " to " + to + ": all day, or never?");
        }
        return new Hours(
                from,
                to,
                fields.zone("zone"),
                fields.days("days"),
                new CardAmounts(fields).multiplier("multiplier", BigDecimal.ONE),
                prices(fields));
    }
}
