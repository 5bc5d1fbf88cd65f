package dev.bursar.source.otlp;

import static dev.bursar.contract.usage.RejectionReason.NO_USAGE;
import static dev.bursar.contract.usage.RejectionReason.TOTALS_CONTRADICT;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The counts of one call as a record gives them, and how they become disjoint meters.
 *
 * @param cacheWrite everything that was written to a cache
 * @param cacheWriteHour how much of that lives an hour
 * @param total all tokens, where the record says so: it settles what is part of what
 * @param layout how the source counts, where no total settles it
 */
record TokenCounts(
        OptionalLong input,
        OptionalLong output,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalLong cacheWriteHour,
        OptionalLong reasoning,
        OptionalLong total,
        Layout layout) {

    /**
     * What comes on top of what.
     *
     * @param cacheApart the cache's counts are not part of the input's
     * @param reasoningApart the reasoning is not part of the output
     */
    record Layout(boolean cacheApart, boolean reasoningApart) {

        /** Semantic conventions for generative AI: cache within the input, reasoning within the output. */
        static final Layout INCLUSIVE = new Layout(false, false);

        /** This one first, as only a total can prove it wrong. */
        List<Layout> andOthers() {
            return List.of(
                    this,
                    new Layout(!cacheApart, reasoningApart),
                    new Layout(cacheApart, !reasoningApart),
                    new Layout(!cacheApart, !reasoningApart));
        }
    }

    /** Whether anything is known at all; what is absent is not zero. */
    boolean isKnown() {
        return input.isPresent() || output.isPresent();
    }

    /** Whether the record tells cached input apart. */
    boolean hasCacheSplit() {
        return cacheRead.isPresent() || cacheWrite.isPresent();
    }

    /** @throws Refusal where nothing is known, or the counts contradict each other */
    Usage usage() {
        if (!isKnown()) {
            throw new Refusal(NO_USAGE, "the record has no token counts");
        }
        if (cacheWriteHour.orElse(0) > cacheWrite.orElse(0)) {
            throw new Refusal(
                    TOTALS_CONTRADICT,
                    "a part of what was written to the cache, " + cacheWriteHour.orElse(0) + ", exceeds the whole, "
                            + cacheWrite.orElse(0));
        }
        if (total.isEmpty()) {
            requireFit();
            return meters(layout);
        }
        return layout.andOthers().stream()
                .filter(way -> sum(way) == total.getAsLong() && fits(way))
                .findFirst()
                .map(this::meters)
                .orElseThrow(this::contradiction);
    }

    private Refusal contradiction() {
        return new Refusal(
                TOTALS_CONTRADICT,
                "the record claims " + total.getAsLong() + " tokens, its counts add up to " + sum(layout));
    }

    private void requireFit() {
        if (!layout.cacheApart() && cached() > input.orElse(0)) {
            throw new Refusal(
                    TOTALS_CONTRADICT,
                    "the cache's " + cached() + " tokens exceed the input of which they are a part, "
                            + input.orElse(0));
        }
        if (!layout.reasoningApart() && reasoning.orElse(0) > output.orElse(0)) {
            throw new Refusal(
                    TOTALS_CONTRADICT,
                    "the reasoning's " + reasoning.orElse(0) + " tokens exceed the output of which they are a part, "
                            + output.orElse(0));
        }
    }

    private boolean fits(Layout way) {
        return (way.cacheApart() || cached() <= input.orElse(0))
                && (way.reasoningApart() || reasoning.orElse(0) <= output.orElse(0));
    }

    private long sum(Layout way) {
        return input.orElse(0)
                + output.orElse(0)
                + (way.cacheApart() ? cached() : 0)
                + (way.reasoningApart() ? reasoning.orElse(0) : 0);
    }

    private long cached() {
        return cacheRead.orElse(0) + cacheWrite.orElse(0);
    }

    private Usage meters(Layout way) {
        var meters = new TreeMap<Meter, Long>();
        put(meters, Meter.INPUT, input, way.cacheApart() ? 0 : cached());
        put(meters, Meter.CACHE_READ, cacheRead, 0);
        put(meters, Meter.CACHE_WRITE_5M, cacheWrite, cacheWriteHour.orElse(0));
        put(meters, Meter.CACHE_WRITE_1H, cacheWriteHour, 0);
        put(meters, Meter.OUTPUT, output, way.reasoningApart() ? 0 : reasoning.orElse(0));
        put(meters, Meter.REASONING, reasoning, 0);
        return Usage.of(meters);
    }

    private static void put(Map<Meter, Long> meters, Meter meter, OptionalLong whole, long part) {
        if (whole.isPresent()) {
            meters.put(meter, whole.getAsLong() - part);
        }
    }
}
