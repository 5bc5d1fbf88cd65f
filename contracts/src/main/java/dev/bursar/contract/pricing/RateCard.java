package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All prices of one model, from {@code effectiveFrom} until its next version takes over; superseded, never edited.
 *
 * @param id as in {@code anthropic/claude-sonnet-4-5}; the versions of a card share it
 * @param version 1 and up, in the order in which they were made
 * @param contextTiers in ascending order of their threshold
 * @param serviceTiers by name: {@code batch flex priority fast}
 * @param regions what token prices are multiplied by in a region, at most {@value #MAX_MULTIPLIER_SCALE} decimals
 * @param source where the figures are from
 * @param asOf the day they were read there
 */
public record RateCard(
        String id,
        int version,
        String provider,
        ModelMatch match,
        Instant effectiveFrom,
        Prices prices,
        List<ContextTier> contextTiers,
        Map<String, ServiceTier> serviceTiers,
        Map<String, BigDecimal> regions,
        String source,
        LocalDate asOf) {

    /** The most decimals of a multiplier. */
    public static final int MAX_MULTIPLIER_SCALE = 6;

    /**
     * The whole call at these prices once its input side exceeds the threshold.
     *
     * @param overInputTokens exclusive: a call of exactly so many is still below
     */
    public record ContextTier(long overInputTokens, Prices prices) {}

    /** A class of service: its own prices where it has some, the other token prices times the multiplier. */
    public record ServiceTier(BigDecimal multiplier, Prices prices) {

        public ServiceTier {
            requireMultiplier(multiplier);
        }
    }

    /** Which version of which card priced an entry. */
    public record Reference(String id, int version, Instant effectiveFrom) {}

    public RateCard {
        contextTiers = contextTiers.stream()
                .sorted(Comparator.comparingLong(ContextTier::overInputTokens))
                .toList();
        serviceTiers = Map.copyOf(serviceTiers);
        regions = Map.copyOf(regions);
        regions.values().forEach(RateCard::requireMultiplier);
        if (prices.perMillion().isEmpty() && prices.perUnit().isEmpty()) {
            throw new IllegalArgumentException("a rate card without a price");
        }
        if (version < 1) {
            throw new IllegalArgumentException("a rate card's version begins at 1: " + version);
        }
    }

    public Reference reference() {
        return new Reference(id, version, effectiveFrom);
    }

    /** Whether every price is zero: what it covers is free, which is not the same as unpriced. */
    public boolean isFree() {
        return prices.perMillion().values().stream().allMatch(price -> price.signum() == 0)
                && prices.perUnit().values().stream().allMatch(price -> price.signum() == 0)
                && prices.perMillion().containsKey(Meter.INPUT);
    }

    private static void requireMultiplier(BigDecimal multiplier) {
        if (multiplier.signum() < 0 || multiplier.stripTrailingZeros().scale() > MAX_MULTIPLIER_SCALE) {
            throw new IllegalArgumentException("multiplier is negative or too fine: " + multiplier);
        }
    }
}
