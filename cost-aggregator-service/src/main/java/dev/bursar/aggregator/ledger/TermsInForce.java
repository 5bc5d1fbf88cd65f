package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.budget.BudgetDefinitions;
import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.contract.pricing.Pricer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the terms of the newest generation that a posting met, so that they are read once and not every time. */
@ApplicationScoped
class TermsInForce {

    private final RateCardStore cards;
    private final BillingPeriodTable periods;
    private volatile Terms latest;

    TermsInForce(RateCardStore cards, BillingPeriodTable periods) {
        this.cards = cards;
        this.periods = periods;
    }

    /**
     * The terms of a generation.
     *
     * @param transaction shares the generation lock, so that what it reads is of this generation
     */
    Uni<Terms> of(long generation, SqlClient transaction) {
        var known = latest;
        if (known != null && known.generation() == generation) {
            return Uni.createFrom().item(known);
        }
        return cards.load(transaction)
                .chain(rates -> BudgetDefinitions.load(transaction)
                        .chain(budgets -> periods.load(transaction)
                                .map(months -> new Terms(generation, new Pricer(rates), budgets, months))))
                .invoke(read -> latest = read);
    }
}
