package dev.bursar.aggregator.budget;

import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Which accounts a posting moves, in which windows, by how much. Pure. */
public final class BudgetMovements {

    private BudgetMovements() {}

    /**
     * What is added to the spend of one account in one window, in the budget's unit. It may add up to nothing: the account
     * was touched all the same.
     */
    public record Movement(String account, String budget, Window.Interval window, BigDecimal amount) {}

    private record Place(String account, Instant windowStart) {}

    /**
     * One movement per account and window, in the order of account key and window start: the order in which every writer
     * locks them.
     *
     * @param posting the id of the posting that the spends belong to
     */
    public static List<Movement> of(long posting, Iterable<Spend> spends, Iterable<BudgetDefinition> definitions) {
        var sums = new TreeMap<Place, Movement>(
                Comparator.comparing(Place::account).thenComparing(Place::windowStart));
        for (var definition : definitions) {
            if (definition.counts(posting)) {
                spends.forEach(spend -> add(sums, definition.budget(), spend));
            }
        }
        return new ArrayList<>(sums.values());
    }

    private static void add(TreeMap<Place, Movement> sums, Budget budget, Spend spend) {
        if (budget.window() instanceof Window.Fixed fixed && !fixed.interval().contains(spend.time())) {
            return;
        }
        var account = budget.account(spend.dimensions());
        if (account.isEmpty()) {
            return;
        }
        var window = budget.window().at(spend.time());
        var key = account.get().text();
        var movement =
                new Movement(key, budget.id(), window, spend.in(budget.limit().unit()));
        sums.merge(
                new Place(key, window.start()),
                movement,
                (sum, more) ->
                        new Movement(key, budget.id(), window, sum.amount().add(more.amount())));
    }
}
