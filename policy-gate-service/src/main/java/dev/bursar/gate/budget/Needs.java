package dev.bursar.gate.budget;

import dev.bursar.contract.budget.Budget;

/** What one intent needs, budget by budget: units and answers to what has no price differ. */
@FunctionalInterface
interface Needs {

    Need of(Budget budget);
}
