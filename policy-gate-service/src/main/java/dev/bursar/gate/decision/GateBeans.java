package dev.bursar.gate.decision;

import dev.bursar.gate.budget.Budgets;
import dev.bursar.gate.policy.PolicyFile;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Puts the gate together. */
@Singleton
class GateBeans {

    @Produces
    @Singleton
    Desk desk(
            PolicyFile policies,
            Budgets budgets,
            GateMetrics metrics,
            Instance<DecisionListener> listeners,
            InstantSource clock) {
        var gate = new Gate(() -> policies.inForce().policy(), budgets::judge, budgets);
        var others = List.copyOf(listeners.stream().toList());
        DecisionListener all = decision -> {
            metrics.count(decision);
            others.forEach(listener -> listener.decided(decision));
        };
        return new Desk(gate, all, clock);
    }
}
