package dev.bursar.contract.pricing;

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
import java.util.Map;
import java.util.Optional;

/** The one pricing function. Pure and exact: estimate, hold, posting, repricing and the command line all call it. */
public final class Pricer {

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

    /** The cost by one card, whatever model it is for: for a caller that has found it already. */
    public static Cost price(Call call, RateCard card) {
        var rates = Rates.of(card.tariff(), call);
        var lines = new ArrayList<PriceLine>();
        var missing = false;
        var sum = BigDecimal.ZERO;
        for (var count : charged(call.usage(), rates).counts().entrySet()) {
            var line = rates.line(count.getKey(), billed(call, card, count));
            if (line.isPresent()) {
                lines.add(line.get());
                sum = sum.add(line.get().costUsd());
            } else if (count.getValue() != 0) {
                missing = true;
            }
        }
        var priced = sum.signum() == 0 && card.tariff().isFree() ? CostState.FREE : CostState.PRICED;
        var state = missing ? CostState.UNPRICED : priced;
        var reason = missing ? Optional.of(UnpricedReason.MISSING_RATE) : Optional.<UnpricedReason>empty();
        return new Cost(state, sum, reason, Optional.of(card.reference()), lines, isApproximate(call, card, rates));
    }

    /** What is asked money for: where requests have a price, a call that used anything is one, said or not. */
    private static Usage charged(Usage usage, Rates rates) {
        var implied = rates.prices(Meter.REQUEST)
                && !usage.counts().containsKey(Meter.REQUEST)
                && usage.counts().values().stream().anyMatch(count -> count > 0);
        return implied ? usage.plus(Meter.REQUEST, 1) : usage;
    }

    /** Minimums are a call's: of a sum of several nobody knows how many were below. */
    private static long billed(Call call, RateCard card, Map.Entry<Meter, Long> count) {
        return call.scope() == Scope.CALL ? card.tariff().billed(count.getKey(), count.getValue()) : count.getValue();
    }

    /** A sum of several calls can neither be tiered nor be counted in requests. */
    private static boolean isApproximate(Call call, RateCard card, Rates rates) {
        var sumOfCalls = call.scope() == Scope.RUN
                && (!card.tariff().contextTiers().isEmpty()
                        || !card.tariff().minimums().isEmpty()
                        || rates.prices(Meter.REQUEST));
        return rates.guessed() || sumOfCalls;
    }
}
