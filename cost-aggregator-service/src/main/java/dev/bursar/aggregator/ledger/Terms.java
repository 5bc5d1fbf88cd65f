package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.budget.BudgetDefinition;
import dev.bursar.contract.pricing.Pricer;
import java.util.List;

/**
 * What a posting goes by: rate cards and budgets as of one generation.
 *
 * @param generation raised by every change of either
 */
record Terms(long generation, Pricer pricer, List<BudgetDefinition> budgets) {

    Terms {
        budgets = List.copyOf(budgets);
    }
}
