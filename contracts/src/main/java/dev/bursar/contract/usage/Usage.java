package dev.bursar.contract.usage;

import dev.bursar.contract.usage.Meter.Side;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Disjoint counts by meter. Zero is a value, an absent meter is unknown. Negative counts occur in reversals only.
 *
 * @param counts whole units per meter
 */
public record Usage(SortedMap<Meter, Long> counts) {

    /** The most that one meter of one event may say. */
    public static final long MAX_COUNT = 1_000_000_000_000L;

    public static final Usage NONE = new Usage(new TreeMap<>());

    public Usage {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public static Usage of(Map<Meter, Long> counts) {
        return new Usage(new TreeMap<>(counts));
    }

    public static Usage of(Meter meter, long count) {
        return of(Map.of(meter, count));
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The count of a meter, 0 where it is absent. */
    public long count(Meter meter) {
        return counts.getOrDefault(meter, 0L);
    }

    /** These counts and that one more meter, added to what it has. */
    public Usage plus(Meter meter, long count) {
        return plus(of(meter, count));
    }

    /** @throws ArithmeticException when a sum exceeds a long */
    public Usage plus(Usage other) {
        var sum = new TreeMap<>(counts);
        other.counts.forEach((meter, count) -> sum.merge(meter, count, Math::addExact));
        return new Usage(sum);
    }

    /** What this running total adds to an earlier one: the differences, or all of it where it {@link #isLowerThan} that. */
    public Usage since(Usage earlier) {
        if (isLowerThan(earlier)) {
            return this;
        }
        var before = earlier.comparedWith(this).counts;
        var added = new TreeMap<>(comparedWith(earlier).counts);
        added.replaceAll((meter, count) -> count - before.getOrDefault(meter, 0L));
        return new Usage(added);
    }

    /**
     * Whether a meter that both have is lower than in an earlier running total, because totals began anew in between. A meter
     * that is absent from one of them is unknown there and ends nothing; reasoning that one of them does not report is in its
     * output, so that both are compared with it in the output.
     */
    public boolean isLowerThan(Usage earlier) {
        var before = earlier.comparedWith(this).counts;
        return comparedWith(earlier).counts.entrySet().stream()
                .anyMatch(count -> count.getValue() < before.getOrDefault(count.getKey(), 0L));
    }

    private Usage comparedWith(Usage other) {
        return counts.containsKey(Meter.REASONING) == other.counts.containsKey(Meter.REASONING)
                ? this
                : withReasoningInOutput();
    }

    private Usage withReasoningInOutput() {
        var together = new TreeMap<>(counts);
        var reasoning = together.remove(Meter.REASONING);
        if (reasoning != null) {
            together.merge(Meter.OUTPUT, reasoning, Math::addExact);
        }
        return new Usage(together);
    }

    public Usage negated() {
        var negated = new TreeMap<Meter, Long>();
        counts.forEach((meter, count) -> negated.put(meter, Math.negateExact(count)));
        return new Usage(negated);
    }

    /** Everything that went into the model: input and all cache meters. */
    public long tokensIn() {
        return sum(meter -> meter.side() == Side.INPUT);
    }

    /** Everything that came out of it: output and reasoning. */
    public long tokensOut() {
        return sum(meter -> meter.side() == Side.OUTPUT);
    }

    /** All token meters together. */
    public long tokens() {
        return sum(Meter::isToken);
    }

    private long sum(Predicate<Meter> which) {
        long sum = 0;
        for (var count : counts.entrySet()) {
            if (which.test(count.getKey())) {
                sum = Math.addExact(sum, count.getValue());
            }
        }
        return sum;
    }
}
