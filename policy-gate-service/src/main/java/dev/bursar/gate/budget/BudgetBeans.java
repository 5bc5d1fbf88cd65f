package dev.bursar.gate.budget;

import dev.bursar.contract.estimate.Estimator;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The views there is one of in a gate. */
@Singleton
class BudgetBeans {

    /** The first text must not hold up the event loop for a second. */
    void start(@Observes StartupEvent event) {
        Infrastructure.getDefaultWorkerPool().execute(Estimator::prepare);
    }

    @Produces
    @Singleton
    BudgetView budgetView() {
        return new BudgetView();
    }

    @Produces
    @Singleton
    RatesView ratesView() {
        return new RatesView();
    }
}
