package dev.bursar.contract.pricing;

import dev.bursar.contract.pricing.RateCard.ContextTier;
import dev.bursar.contract.pricing.RateCard.ServiceTier;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath.Form;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one pricing function. Pure and exact: estimate, hold, posting, repricing and the command line all call it. */
public final class Pricer {

    /** Service tiers that a card need not list, because they are what its own prices mean. */
    private static final List<String> BASE_TIERS = List.of("standard", "default", "auto", "on_demand");

    private final RateCards cards;

    public Pricer(RateCards cards) {
        this.cards = cards;
    }

    /** What is to be priced; the model's name is as reported. */
    public record Call(
            String provider,
            String model,
            Instant at,
            Usage usage,
            Scope scope,
            Optional<String> serviceTier,
            Optional<String> region) {}

    /** The cost of an event; the provider's own figure stands in only where no rate exists and its own body said it. */
    public Cost price(UsageEvent event) {
        var dimensions = event.dimensions();
        var cost = price(new Call(
                dimensions.provider(),
                dimensions.model(),
                event.time(),
                event.usage(),
                event.scope(),
                dimensions.get(Dimensions.SERVICE_TIER),
                dimensions.get(Dimensions.REGION)));
        var reported = event.reportedCostUsd().filter(usd -> event.path().form() == Form.BODY);
        if (cost.state() == CostState.UNPRICED && reported.isPresent()) {
            return new Cost(
                    CostState.REPORTED, reported.get(), Optional.empty(), cost.card(), List.of(), cost.approximate());
        }
        return cost;
    }

    public Cost price(Call call) {
        var found = cards.find(call.provider(), call.model(), call.at());
        if (found instanceof RateCards.Found.Card inForce) {
            return price(call, inForce.card());
        }
        return Cost.unpriced(
                found instanceof RateCards.Found.NotInForce
                        ? UnpricedReason.NO_RATE_CARD
                        : UnpricedReason.UNKNOWN_MODEL);
    }

    private static Cost price(Call call, RateCard card) {
        var rates = Rates.of(card, call);
        var lines = new ArrayList<PriceLine>();
        var missing = false;
        var sum = BigDecimal.ZERO;
        for (var count : call.usage().counts().entrySet()) {
            var line = rates.line(count.getKey(), count.getValue());
            if (line.isPresent()) {
                lines.add(line.get());
                sum = sum.add(line.get().costUsd());
            } else if (count.getValue() != 0) {
                missing = true;
            }
        }
        var priced = card.isFree() && sum.signum() == 0 ? CostState.FREE : CostState.PRICED;
        var state = missing ? CostState.UNPRICED : priced;
        var reason = missing ? Optional.of(UnpricedReason.MISSING_RATE) : Optional.<UnpricedReason>empty();
        var approximate = rates.guessed()
                || (call.scope() == Scope.RUN && !card.contextTiers().isEmpty());
        return new Cost(state, sum, reason, Optional.of(card.reference()), lines, approximate);
    }

    /**
     * The prices of a card that hold for one call, after its tiers and multipliers.
     *
     * @param own the prices of the class of service, before those of the card
     * @param guessed whether the call's class of service has no price and the standard one stands in
     */
    private record Rates(
            Prices prices, String tier, Prices own, BigDecimal tierFactor, BigDecimal regionFactor, boolean guessed) {

        static Rates of(RateCard card, Call call) {
            var prices = card.prices();
            var tier = "base";
            if (call.scope() == Scope.CALL) {
                for (ContextTier context : card.contextTiers()) {
                    if (call.usage().tokensIn() > context.overInputTokens()) {
                        prices = card.prices().overriddenBy(context.prices());
                        tier = "over_" + context.overInputTokens();
                    }
                }
            }
            var region = call.region().map(card.regions()::get).orElse(BigDecimal.ONE);
            Optional<String> service = call.serviceTier().filter(name -> !BASE_TIERS.contains(name));
            ServiceTier serviceTier = service.map(card.serviceTiers()::get).orElse(null);
            if (serviceTier == null) {
                return new Rates(prices, tier, Prices.NONE, BigDecimal.ONE, region, service.isPresent());
            }
            var name = tier.equals("base") ? service.get() : service.get() + "_" + tier;
            return new Rates(prices, name, serviceTier.prices(), serviceTier.multiplier(), region, false);
        }

        Optional<PriceLine> line(Meter meter, long quantity) {
            return meter.isToken()
                    ? tokenPrice(meter)
                            .map(price -> new PriceLine(
                                    meter,
                                    quantity,
                                    price,
                                    tier,
                                    price.multiply(BigDecimal.valueOf(quantity)).movePointLeft(6)))
                    : unitPrice(meter)
                            .map(price -> new PriceLine(
                                    meter, quantity, price, tier, price.multiply(BigDecimal.valueOf(quantity))));
        }

        private Optional<BigDecimal> tokenPrice(Meter meter) {
            for (var at = Optional.of(meter); at.isPresent(); at = at.get().fallback()) {
                var special = own.perMillion().get(at.get());
                var general = prices.perMillion().get(at.get());
                if (special != null) {
                    return Optional.of(special.multiply(regionFactor));
                }
                if (general != null) {
                    return Optional.of(general.multiply(tierFactor).multiply(regionFactor));
                }
            }
            return Optional.empty();
        }

        private Optional<BigDecimal> unitPrice(Meter meter) {
            var special = Optional.ofNullable(own.perUnit().get(meter));
            return special.isPresent()
                    ? special
                    : Optional.ofNullable(prices.perUnit().get(meter));
        }
    }
}
