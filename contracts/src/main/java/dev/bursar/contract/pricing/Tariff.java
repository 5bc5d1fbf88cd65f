package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a rate card prices a call: base prices, and what changes them.
 *
 * @param contextTiers in ascending order of their threshold
 * @param serviceTiers by name: {@code batch flex priority fast ultrafast}
 * @param regions what token prices are multiplied by in a region, at most {@value #MAX_MULTIPLIER_SCALE} decimals;
 *     {@value #ANY_REGION} stands for every region that is not listed
 * @param hours times of the day with other prices; of two that overlap the first counts
 * @param minimums what a call is billed for at least of a meter that it uses at all, by meters of other things than tokens
 */
public record Tariff(
        Prices prices,
        List<ContextTier> contextTiers,
        Map<String, ServiceTier> serviceTiers,
        Map<String, BigDecimal> regions,
        List<Hours> hours,
        Map<Meter, Long> minimums) {

    /** The most decimals of a multiplier. */
    public static final int MAX_MULTIPLIER_SCALE = 6;

    /** Classes of service that a card need not list, because they are what its own prices mean. */
    private static final Set<String> BASE_TIERS = Set.of("standard", "default", "auto", "on_demand");

    /** A class of service that every card knows: what the provider does not bill; its tokens cost nothing. */
    public static final String UNBILLED = "unbilled";

    private static final ServiceTier NOT_BILLED = new ServiceTier(BigDecimal.ZERO, Prices.NONE);

    /** In place of a region: every one that is not listed. A call that names none costs the base prices. */
    public static final String ANY_REGION = "*";

    /**
     * The whole call at these prices once its input side exceeds the threshold.
     *
     * @param overInputTokens exclusive: a call of exactly so many is still below
     */
    public record ContextTier(long overInputTokens, Prices prices) {

        /** The tier that the input side of a call reaches: the last one below it. */
        static Optional<ContextTier> reached(List<ContextTier> tiers, Usage usage) {
            if (tiers.isEmpty()) {
                return Optional.empty();
            }
            long inputTokens = usage.tokensIn();
            Optional<ContextTier> reached = Optional.empty();
            for (var tier : tiers) {
                if (inputTokens > tier.overInputTokens) {
                    reached = Optional.of(tier);
                }
            }
            return reached;
        }
    }

    /**
     * A class of service: its own prices where it has some, the other token prices times the multiplier.
     *
     * @param prices hold up to the first threshold of the card
     * @param contextTiers its own prices above a threshold of the card
     */
    public record ServiceTier(BigDecimal multiplier, Prices prices, List<ContextTier> contextTiers) {

        public ServiceTier {
            requireMultiplier(multiplier);
            contextTiers = ascending(contextTiers);
        }

        public ServiceTier(BigDecimal multiplier, Prices prices) {
            this(multiplier, prices, List.of());
        }

        /** The prices that are its own where the card's tier is reached, or none is. */
        Prices own(Optional<ContextTier> reached) {
            return reached.isEmpty()
                    ? prices
                    : contextTiers.stream()
                            .filter(tier -> tier.overInputTokens == reached.get().overInputTokens)
                            .findFirst()
                            .map(ContextTier::prices)
                            .orElse(Prices.NONE);
        }
    }

    /** One without minimums. */
    public Tariff(
            Prices prices,
            List<ContextTier> contextTiers,
            Map<String, ServiceTier> serviceTiers,
            Map<String, BigDecimal> regions,
            List<Hours> hours) {
        this(prices, contextTiers, serviceTiers, regions, hours, Map.of());
    }

    public Tariff {
        contextTiers = ascending(contextTiers);
        serviceTiers = Map.copyOf(serviceTiers);
        regions = Map.copyOf(regions);
        regions.values().forEach(Tariff::requireMultiplier);
        hours = List.copyOf(hours);
        minimums = Map.copyOf(minimums);
        if (prices.perMillion().isEmpty() && prices.perUnit().isEmpty()) {
            throw new IllegalArgumentException("a rate card without a price");
        }
        if (!contextTiers.isEmpty()
                && hours.stream().anyMatch(window -> !window.prices().equals(Prices.NONE))) {
            throw new IllegalArgumentException("hours with prices of their own on a card with context tiers: which of"
                    + " the two counts? Use a multiplier");
        }
        requireKnownThresholds(contextTiers, serviceTiers);
    }

    /** Base prices and nothing else. */
    public static Tariff of(Prices prices) {
        return new Tariff(prices, List.of(), Map.of(), Map.of(), List.of());
    }

    /**
     * Whether its tokens cost nothing: what comes to 0 by it is free, which is not the same as unpriced. Other units may cost,
     * the searches of a local model for one.
     */
    public boolean isFree() {
        return prices.perMillion().values().stream().allMatch(price -> price.signum() == 0)
                && prices.perMillion().containsKey(Meter.INPUT);
    }

    /** Whether it says what a class of service costs; for another one its own prices stand in, and the cost is approximate. */
    public boolean knows(String serviceTier) {
        return isOfEveryCard(serviceTier) || serviceTiers.containsKey(serviceTier);
    }

    /** Whether a class of service means the same on every card; what a card says under its name never counts. */
    public static boolean isOfEveryCard(String serviceTier) {
        return BASE_TIERS.contains(serviceTier) || UNBILLED.equals(serviceTier);
    }

    /** The prices of a class of service that are not those of the card itself. */
    Optional<ServiceTier> service(String name) {
        if (UNBILLED.equals(name)) {
            return Optional.of(NOT_BILLED);
        }
        return BASE_TIERS.contains(name) ? Optional.empty() : Optional.ofNullable(serviceTiers.get(name));
    }

    /** What a call is billed for that used so much of a meter. */
    long billed(Meter meter, long used) {
        return used == 0 || minimums.isEmpty() ? used : Math.max(used, minimums.getOrDefault(meter, used));
    }

    BigDecimal regionFactor(Optional<String> region) {
        if (region.isEmpty() || regions.isEmpty()) {
            return BigDecimal.ONE;
        }
        return regions.getOrDefault(region.get(), regions.getOrDefault(ANY_REGION, BigDecimal.ONE));
    }

    Optional<Hours> hours(Instant at) {
        for (var window : hours) {
            if (window.contains(at)) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }

    static void requireMultiplier(BigDecimal multiplier) {
        if (multiplier.signum() < 0 || multiplier.stripTrailingZeros().scale() > MAX_MULTIPLIER_SCALE) {
            throw new IllegalArgumentException("multiplier is negative or too fine: " + multiplier);
        }
    }

    private static List<ContextTier> ascending(List<ContextTier> tiers) {
        return tiers.stream()
                .sorted(Comparator.comparingLong(ContextTier::overInputTokens))
                .toList();
    }

    /** A threshold that the card does not have would never be reached. */
    private static void requireKnownThresholds(List<ContextTier> tiers, Map<String, ServiceTier> services) {
        var known = tiers.stream().map(ContextTier::overInputTokens).toList();
        if (known.stream().distinct().count() < known.size()) {
            throw new IllegalArgumentException("two context tiers with the same threshold");
        }
        services.forEach((name, service) -> service.contextTiers().forEach(tier -> {
            if (!known.contains(tier.overInputTokens())) {
                throw new IllegalArgumentException("service tier " + name + " has a context tier over "
                        + tier.overInputTokens() + " that the card does not have");
            }
        }));
    }
}
