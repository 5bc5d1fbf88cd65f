package dev.bursar.gate.budget;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The views there is one of in a gate. */
@Singleton
class BudgetBeans {

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
