package dev.bursar.gate.policy;

import java.util.Set;

/**
 * Where budgets count.
 *
 * @param actions actions that are denied once a hard account they fall to is exhausted
 * @param requireHold whether a model call must ask for a hold
 */
public record BudgetDemands(Set<String> actions, boolean requireHold) {

    public BudgetDemands {
        actions = Set.copyOf(actions);
    }

    public boolean covers(String action) {
        return actions.contains(action);
    }
}
