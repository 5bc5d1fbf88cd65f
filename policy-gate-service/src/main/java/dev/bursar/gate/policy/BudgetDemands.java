package dev.bursar.gate.policy;

import java.util.Set;

/**
 * Where budgets count.
 *
 * @param actions actions that are denied once a hard account they fall to is exhausted, whatever tool does them
 * @param requireHold whether a model call must ask for a hold
 */
public record BudgetDemands(Set<String> actions, boolean requireHold) {

    public BudgetDemands {
        actions = Set.copyOf(actions);
    }

    /** @param asked every action that a call comes to, its tool's name among them */
    public boolean covers(Set<String> asked) {
        return asked.stream().anyMatch(actions::contains);
    }
}
