package dev.bursar.gate.budget;

import dev.bursar.contract.pricing.ModelAddress;
import dev.bursar.contract.pricing.RateCards;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** The budgets as the rest of the gate asks them: from memory, at the gate's clock, without waiting. */
@Singleton
public class Budgets implements ModelNames {

    private final BudgetRule rule;
    private final RatesView rates;
    private final InstantSource clock;

    Budgets(BudgetView budgets, RatesView rates, InstantSource clock) {
        this.rule = new BudgetRule(budgets, rates);
        this.rates = rates;
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

    @Override
    public ModelAddress.Outcome find(String id, Optional<String> provider) {
        return ModelAddress.read(id, provider, rates.known(), clock.instant());
    }

    @Override
    public Optional<String> tokenizer(ModelAddress model) {
        return rates.known().find(model.provider(), model.model(), clock.instant())
                        instanceof RateCards.Found.Card found
                ? found.card().tokenizer()
                : Optional.empty();
    }
}
