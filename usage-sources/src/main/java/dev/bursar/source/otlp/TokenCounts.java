package dev.bursar.source.otlp;

import static dev.bursar.contract.usage.RejectionReason.NO_USAGE;
import static dev.bursar.contract.usage.RejectionReason.TOTALS_CONTRADICT;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The counts of one call as a record gives them, and how they become disjoint meters.
 *
 * @param cacheWrite everything that was written to a cache
 * @param cacheWriteHour how much of that lives an hour
 * @param total all tokens, where the record says so: it settles what is part of what
 * @param audio how much of input and output is sound
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
        Audio audio,
        Layout layout) {

    /** Where nothing is said of sound. */
    TokenCounts(
            OptionalLong input,
            OptionalLong output,
            OptionalLong cacheRead,
            OptionalLong cacheWrite,
            OptionalLong cacheWriteHour,
            OptionalLong reasoning,
            OptionalLong total,
            Layout layout) {
        this(input, output, cacheRead, cacheWrite, cacheWriteHour, reasoning, total, Audio.NONE, layout);
    }

    /** Sound, part of input and output. */
    record Audio(OptionalLong in, OptionalLong out) {

        static final Audio NONE = new Audio(OptionalLong.empty(), OptionalLong.empty());
    }

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
        return meters(way());
    }

    /** Whether the counts are not those that their source is known for, and nothing proves what they are. */
    boolean isDoubtful() {
        return (isKnown() && proven().isEmpty() && !fits(layout)) || (audio.in().orElse(0) > 0 && cached() > 0);
    }

    /** What a total proves, else the source's own way; what exceeds its whole can be no part of it in any case. */
    private Layout way() {
        return proven().orElseGet(() -> {
            if (total.isPresent() && total.getAsLong() != input.orElse(0) + output.orElse(0)) {
                throw contradiction();
            }
            return new Layout(
                    layout.cacheApart() || cached() > input.orElse(0),
                    layout.reasoningApart() || reasoning.orElse(0) > output.orElse(0));
        });
    }

    private Optional<Layout> proven() {
        return total.isEmpty()
                ? Optional.empty()
                : layout.andOthers().stream()
                        .filter(way -> sum(way) == total.getAsLong() && fits(way))
                        .findFirst();
    }

    private Refusal contradiction() {
        return new Refusal(
                TOTALS_CONTRADICT,
                "the record claims " + total.getAsLong() + " tokens, its counts add up to " + sum(layout)
                        + ": input " + input.orElse(0) + ", output " + output.orElse(0) + ", cache " + cached()
                        + ", reasoning " + reasoning.orElse(0));
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
        long fresh = input.orElse(0) - (way.cacheApart() ? 0 : cached());
        long heard = Math.min(audio.in().orElse(0), fresh);
        put(meters, Meter.INPUT, input, input.orElse(0) - fresh + heard);
        put(meters, Meter.CACHE_READ, cacheRead, 0);
        put(meters, Meter.CACHE_WRITE_5M, cacheWrite, cacheWriteHour.orElse(0));
        put(meters, Meter.CACHE_WRITE_1H, cacheWriteHour, 0);
        long said = output.orElse(0) - (way.reasoningApart() ? 0 : reasoning.orElse(0));
        long spoken = Math.min(audio.out().orElse(0), said);
        put(meters, Meter.OUTPUT, output, output.orElse(0) - said + spoken);
        put(meters, Meter.REASONING, reasoning, 0);
        audio.in().ifPresent(any -> meters.put(Meter.INPUT.kind("audio"), heard));
        audio.out().ifPresent(any -> meters.put(Meter.OUTPUT.kind("audio"), spoken));
        return Usage.of(meters);
    }

    private static void put(Map<Meter, Long> meters, Meter meter, OptionalLong whole, long part) {
        if (whole.isPresent()) {
            meters.put(meter, whole.getAsLong() - part);
        }
    }
}
