package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.budget.BudgetMovements;
import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.aggregator.budget.Spend;
import java.time.Instant;
import java.util.List;

/**
 * The entries written in one database transaction, and what is written with them.
 *
 * @param id what the entries are numbered from
 * @param postedAt when the transaction began, by the database's clock
 * @param movements in the order in which accounts are locked
 */
public record Posting(
        long id,
        Instant postedAt,
        List<LedgerEntry> entries,
        List<Delivery.SetAside> setAside,
        List<Movement> movements) {

    static Posting of(
            long id, Instant postedAt, List<LedgerEntry> entries, List<Delivery.SetAside> setAside, Terms terms) {
        var spends = entries.stream().map(Posting::spend).toList();
        return new Posting(id, postedAt, entries, setAside, BudgetMovements.of(id, spends, terms.budgets()));
    }

    boolean isEmpty() {
        return entries.isEmpty() && setAside.isEmpty();
    }

    private static Spend spend(LedgerEntry entry) {
        return new Spend(
                entry.dimensions(),
                entry.time(),
                entry.cost().usd(),
                entry.usage().tokens(),
                entry.calls());
    }
}
