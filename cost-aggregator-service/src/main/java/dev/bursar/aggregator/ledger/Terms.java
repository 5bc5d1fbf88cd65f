package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.budget.BudgetDefinition;
import dev.bursar.contract.pricing.Pricer;
import java.util.List;

/**
 * What a posting goes by: rate cards, budgets and billing periods as of one generation.
 *
 * @param generation raised by every change of one of them
 */
record Terms(long generation, Pricer pricer, List<BudgetDefinition> budgets, BillingPeriods periods) {

    Terms {
        budgets = List.copyOf(budgets);
    }
}
