package dev.bursar.aggregator.report;

import dev.bursar.contract.budget.Window.Interval;
import dev.bursar.contract.usage.Meter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the entries of one interval and group add up to, exactly.
 *
 * @param units counts by meter
 */
record Costs(
        BigDecimal usd, long calls, long unpricedCalls, long tokensIn, long tokensOut, SortedMap<Meter, Long> units) {

    static final Costs NONE = new Costs(BigDecimal.ZERO, 0, 0, 0, 0, new TreeMap<>());

    /**
     * A line of the report.
     *
     * @param group the value of each dimension, null where the entries have none
     */
    record Line(Interval interval, Map<String, String> group, Costs costs) {}

    Costs plus(Costs other) {
        var sum = new TreeMap<>(units);
        other.units.forEach((meter, count) -> sum.merge(meter, count, Math::addExact));
        return new Costs(
                usd.add(other.usd),
                Math.addExact(calls, other.calls),
                Math.addExact(unpricedCalls, other.unpricedCalls),
                Math.addExact(tokensIn, other.tokensIn),
                Math.addExact(tokensOut, other.tokensOut),
                sum);
    }
}
