package dev.bursar.contract.pricing;

import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The prices of a card that hold for one call, after its tiers, hours and multipliers.
 *
 * @param own the prices of the class of service, before all others
 * @param ofHours the prices of the time of day, before those of the card
 * @param hoursFactor on the card's prices
 * @param tierFactor on the prices of the card and of the time of day
 * @param regionFactor on every token price
 * @param guessed whether the call's class of service has no price and the standard one stands in
 */
record Rates(
        String tier,
        Prices own,
        Prices ofHours,
        Prices prices,
        BigDecimal hoursFactor,
        BigDecimal tierFactor,
        BigDecimal regionFactor,
        boolean guessed) {

    private static final String BASE = "base";

    static Rates of(Tariff tariff, Pricer.Call call) {
        Optional<ContextTier> context = call.scope() == Scope.CALL
                ? ContextTier.reached(tariff.contextTiers(), call.usage())
                : Optional.empty();
        var hours = tariff.hours(call.at());
        Optional<ServiceTier> service = call.serviceTier().flatMap(tariff::service);
        return new Rates(
                label(service.isPresent() ? call.serviceTier() : Optional.empty(), context, hours),
                service.map(tier -> tier.own(context)).orElse(Prices.NONE),
                hours.map(Hours::prices).orElse(Prices.NONE),
                context.isEmpty()
                        ? tariff.prices()
                        : tariff.prices().overriddenBy(context.get().prices()),
                hours.map(Hours::multiplier).orElse(BigDecimal.ONE),
                service.map(ServiceTier::multiplier).orElse(BigDecimal.ONE),
                tariff.regionFactor(call.region()),
                call.serviceTier().filter(name -> !tariff.knows(name)).isPresent());
    }

    private static String label(Optional<String> service, Optional<ContextTier> context, Optional<Hours> hours) {
        var label = service.orElse("");
        if (context.isPresent()) {
            label += (label.isEmpty() ? "" : "_") + "over_" + context.get().overInputTokens();
        }
        if (hours.isPresent()) {
            label += (label.isEmpty() ? "" : "_") + hours.get().label();
        }
        return label.isEmpty() ? BASE : label;
    }

    /** What so much of a meter costs; nothing where neither it nor what it falls back to has a price. */
    Optional<PriceLine> line(Meter meter, long quantity) {
        boolean token = meter.isToken();
        var price = token ? tokenPrice(meter) : unitPrice(meter);
        if (price == null) {
            return Optional.empty();
        }
        var cost = price.multiply(BigDecimal.valueOf(quantity));
        return Optional.of(new PriceLine(meter, quantity, price, tier, token ? cost.movePointLeft(6) : cost));
    }

    /** Whether a unit has a price. */
    boolean prices(Meter unit) {
        return unitPrice(unit) != null;
    }

    private BigDecimal tokenPrice(Meter meter) {
        for (var at = Optional.of(meter); at.isPresent(); at = at.get().fallback()) {
            var special = own.perMillion().get(at.get());
            if (special != null) {
                return times(special, regionFactor);
            }
            var hourly = ofHours.perMillion().get(at.get());
            if (hourly != null) {
                return times(times(hourly, tierFactor), regionFactor);
            }
            var general = prices.perMillion().get(at.get());
            if (general != null) {
                return times(times(times(general, hoursFactor), tierFactor), regionFactor);
            }
        }
        return null;
    }

    /** Most calls have no factor at all. */
    private static BigDecimal times(BigDecimal price, BigDecimal factor) {
        return factor == BigDecimal.ONE ? price : price.multiply(factor);
    }

    private BigDecimal unitPrice(Meter meter) {
        var special = own.perUnit().get(meter);
        if (special != null) {
            return special;
        }
        var hourly = ofHours.perUnit().get(meter);
        return hourly != null ? hourly : prices.perUnit().get(meter);
    }
}
