package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.BooksConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the pure parts of the ledger from the settings. */
@Singleton
class LedgerBeans {

    @Produces
    @Singleton
    BillingPeriods billingPeriods(BooksConfig config) {
        return new BillingPeriods(config.booksZone());
    }
}
