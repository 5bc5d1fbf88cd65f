package dev.bursar.gate.budget;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once budgets, states and rates were read to their ends and a heartbeat was fresh. From then on it stays ready:
 * a gate that knows less than it should still answers, as the budgets say.
 */
@Readiness
@Singleton
class BudgetReadiness implements HealthCheck {

    private final BudgetView budgets;
    private final RatesView rates;
    private final InstantSource clock;
    private final AtomicBoolean ready = new AtomicBoolean();

    BudgetReadiness(BudgetView budgets, RatesView rates, InstantSource clock) {
        this.budgets = budgets;
        this.rates = rates;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var freshness = budgets.freshness(clock.instant());
        if (rates.cards().isServable() && freshness instanceof Freshness.Fresh) {
            ready.set(true);
        }
        return HealthCheckResponse.named("budgets and rates read")
                .status(ready.get())
                .withData("definitions", read(budgets.definitions()))
                .withData("states", read(budgets.states()))
                .withData("rates", read(rates.cards()))
                .withData("books", heard(freshness))
                .build();
    }

    private static String read(Table<?, ?> table) {
        return table.isComplete() ? table.size() + " rows" : "being read";
    }

    private static String heard(Freshness freshness) {
        if (freshness instanceof Freshness.Fresh fresh) {
            return "complete through " + fresh.asOf();
        }
        return freshness instanceof Freshness.Stale stale ? "not heard since " + stale.asOf() : "never heard";
    }
}
