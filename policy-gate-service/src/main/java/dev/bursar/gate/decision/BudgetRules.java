package dev.bursar.gate.decision;

import dev.bursar.gate.budget.BudgetVerdict;
import dev.bursar.gate.budget.Intent;

/** What the gate asks of budgets; answered from memory. */
@FunctionalInterface
interface BudgetRules {

    /** @param requireHold whether the policy lets model calls pass only with a hold */
    BudgetVerdict judge(Intent intent, boolean requireHold);
}
