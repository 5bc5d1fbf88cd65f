package dev.bursar.aggregator.budget;

import dev.bursar.contract.budget.Budget;

/** What came of changing a budget. */
sealed interface BudgetChange {

    record Created(Budget budget) implements BudgetChange {}

    /** Changed, or just as it was. */
    record Changed(Budget budget) implements BudgetChange {}

    /** What the budget is would have become something else. */
    record Immutable(Budget existing) implements BudgetChange {}

    record NoSuchBudget() implements BudgetChange {}
}
