package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Limit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** By how much the counters of budgets exceed what the ledger adds up to, by account and window. */
final class Comparison {

    /** Windows that ended earlier are not compared: they may be half pruned. */
    static final Duration COMPARED = Duration.ofDays(90);

    private final Map<String, Limit.Unit> units;
    private final Map<Place, BigDecimal> excess = new TreeMap<>();

    /** One counter. */
    record Place(String account, Instant windowStart) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int accounts = account.compareTo(other.account);
            return accounts != 0 ? accounts : windowStart.compareTo(other.windowStart);
        }

        String budget() {
            int slash = account.indexOf('/');
            return slash < 0 ? account : account.substring(0, slash);
        }
    }

    /** A counter that is off. */
    record Difference(Place place, Limit.Unit unit, BigDecimal excess) {}

    Comparison(Collection<Budget> budgets) {
        units = budgets.stream()
                .collect(Collectors.toMap(Budget::id, budget -> budget.limit().unit()));
    }

    void add(String account, Instant windowStart, BigDecimal amount) {
        excess.merge(new Place(account, windowStart), amount, BigDecimal::add);
    }

    /** Takes off what the counters have and the shadow does not have yet. */
    void subtract(List<Movement> sums, Instant now) {
        sums.stream()
                .filter(sum -> sum.window().end().isAfter(now.minus(COMPARED)))
                .forEach(sum ->
                        add(sum.account(), sum.window().start(), sum.amount().negate()));
    }

    /** The counters that are off, by account and window. */
    List<Difference> differences() {
        return excess.entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .map(entry ->
                        new Difference(entry.getKey(), units.get(entry.getKey().budget()), entry.getValue()))
                .toList();
    }

    /** How far the counters of money are off, all differences taken positive. */
    BigDecimal driftUsd() {
        return differences().stream()
                .filter(difference -> difference.unit() == Limit.Unit.USD)
                .map(difference -> difference.excess().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
