package dev.bursar.aggregator.budget;

import dev.bursar.contract.budget.Budget;
import java.util.OptionalLong;

/**
 * A budget as postings go by it.
 *
 * @param filledFromPosting while the budget is filling: its history up to and with this posting is added in the
 *     background, every later posting counts for it by itself
 */
public record BudgetDefinition(Budget budget, OptionalLong filledFromPosting) {

    /** Whether a posting moves this budget's accounts itself. */
    public boolean counts(long posting) {
        return filledFromPosting.isEmpty() || posting > filledFromPosting.getAsLong();
    }
}
