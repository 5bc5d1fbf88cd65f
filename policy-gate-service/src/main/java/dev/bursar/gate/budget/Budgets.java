package dev.bursar.gate.budget;

import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The budgets as the rest of the gate asks them: from memory, at the gate's clock, without waiting. */
@Singleton
public class Budgets {

    private final BudgetRule rule;
    private final InstantSource clock;

    Budgets(BudgetView budgets, RatesView rates, InstantSource clock) {
        this.rule = new BudgetRule(budgets, rates);
        this.clock = clock;
    }

    /**
     * Whether the budgets let an intent pass.
     *
     * @param requireHold whether the policy lets model calls pass only with a hold
     */
    public BudgetVerdict judge(Intent intent, boolean requireHold) {
        return rule.judge(intent, requireHold, clock.instant());
    }
}
