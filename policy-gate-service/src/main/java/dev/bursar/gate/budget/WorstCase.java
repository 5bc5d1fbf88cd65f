package dev.bursar.gate.budget;

import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Budget.WhenUnpriced;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The most that a model call can come to: all its input as plain input and all the output it may give.
 *
 * @param cost empty where it can't be computed because a count or the model's provider is missing
 */
record WorstCase(Intent.ModelCall call, Optional<Cost> cost) {

    private static final String UNKNOWN = "";

    static WorstCase of(Intent.ModelCall call, Pricer pricer, Instant at) {
        if (call.inputTokens().isEmpty() || call.maxOutputTokens().isEmpty()) {
            return new WorstCase(call, Optional.empty());
        }
        var usage = Usage.of(Map.of(
                Meter.INPUT, call.inputTokens().getAsLong(),
                Meter.OUTPUT, call.maxOutputTokens().getAsLong()));
        var dimensions = call.dimensions();
        return new WorstCase(
                call,
                Optional.of(pricer.price(new Pricer.Call(
                        dimensions.get(Dimensions.PROVIDER).orElse(UNKNOWN),
                        dimensions.get(Dimensions.MODEL).orElse(UNKNOWN),
                        at,
                        usage,
                        Scope.CALL,
                        dimensions.get(Dimensions.SERVICE_TIER),
                        dimensions.get(Dimensions.REGION)))));
    }

    Need of(Budget budget) {
        return switch (budget.limit().unit()) {
            case REQUESTS -> new Need.Amount(BigDecimal.ONE);
            case TOKENS -> tokens();
            case USD -> usd(budget.whenUnpriced());
        };
    }

    private Need tokens() {
        return unsaid().orElseGet(() -> new Need.Amount(BigDecimal.valueOf(
                call.inputTokens().getAsLong() + call.maxOutputTokens().getAsLong())));
    }

    private Need usd(WhenUnpriced whenUnpriced) {
        if (cost.isEmpty()) {
            return unsaid().orElseThrow();
        }
        if (cost.get().state() != CostState.UNPRICED) {
            return new Need.Amount(cost.get().usd());
        }
        if (whenUnpriced instanceof WhenUnpriced.FlatUsd flat) {
            return new Need.Amount(flat.amount());
        }
        return whenUnpriced instanceof WhenUnpriced.Allow
                ? new Need.Amount(cost.get().usd())
                : new Need.Unpriced(cost.get().unpricedReason().orElseThrow());
    }

    private Optional<Need> unsaid() {
        if (call.inputTokens().isEmpty()) {
            return Optional.of(new Need.Unsaid("input_tokens"));
        }
        return call.maxOutputTokens().isEmpty() ? Optional.of(new Need.Unsaid("max_output_tokens")) : Optional.empty();
    }
}
