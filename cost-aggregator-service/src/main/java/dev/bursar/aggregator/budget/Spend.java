package dev.bursar.aggregator.budget;

import dev.bursar.contract.budget.Limit;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one ledger entry adds to the budgets that match it; negative where the entry takes something back.
 *
 * @param time the event's own: it says which windows move
 * @param usd exact
 * @param tokens all token meters together
 * @param calls 1 for a call, −1 where it is reversed
 */
public record Spend(Dimensions dimensions, Instant time, BigDecimal usd, long tokens, int calls) {

    BigDecimal in(Limit.Unit unit) {
        return switch (unit) {
            case USD -> usd;
            case TOKENS -> BigDecimal.valueOf(tokens);
            case REQUESTS -> BigDecimal.valueOf(calls);
        };
    }
}
