package dev.bursar.aggregator.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is shown of budgets. */
@ConfigMapping(prefix = "bursar")
interface BudgetConfig {

    /** How many accounts have metrics of their own, the fullest first; with 0, the fullest of each budget, unnamed. */
    @WithDefault("100")
    int metricsAccounts();
}
