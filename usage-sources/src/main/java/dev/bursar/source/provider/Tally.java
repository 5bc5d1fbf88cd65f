package dev.bursar.source.provider;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the disjoint meters of one call, and holds them against the total that its body claims. */
public final class Tally {

    private final SortedMap<Meter, Long> counts = new TreeMap<>();

    public void add(Meter meter, long count) {
        if (count < 0) {
            throw new Refusal(
                    RejectionReason.TOTALS_CONTRADICT, "parts of " + meter + " exceed the whole by " + -count);
        }
        if (counts.merge(meter, count, Long::sum) > Usage.MAX_COUNT) {
            throw new Refusal(RejectionReason.COUNT_TOO_LARGE, meter + " is more than " + Usage.MAX_COUNT);
        }
    }

    public void add(Meter meter, OptionalLong count) {
        if (count.isPresent()) {
            add(meter, count.getAsLong());
        }
    }

    /** Adds how much of a meter was audio, image or video; none of a kind is not worth a meter. */
    void add(Meter meter, Kinds kinds) {
        addKind(meter, "audio", kinds.audio());
        addKind(meter, "image", kinds.image());
        addKind(meter, "video", kinds.video());
    }

    private void addKind(Meter meter, String kind, long count) {
        if (count != 0) {
            add(meter.kind(kind), count);
        }
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** @throws Refusal where there are no counts at all: unknown is not zero */
    public Usage usage() {
        if (counts.isEmpty()) {
            throw Refusal.noUsage();
        }
        return new Usage(counts);
    }

    /** @throws Refusal where the body claims another total than its meters add up to, with both numbers */
    public Usage usage(OptionalLong claimed) {
        var usage = usage();
        if (claimed.isPresent() && claimed.getAsLong() != usage.tokens()) {
            throw new Refusal(
                    RejectionReason.TOTALS_CONTRADICT,
                    "the response claims " + claimed.getAsLong() + " tokens, its meters add up to " + usage.tokens());
        }
        return usage;
    }

    /**
     * The counts where the body's total has tokens that are billed by another unit.
     *
     * @throws Refusal where the meters alone are more than it
     */
    Usage usageWithin(OptionalLong claimed) {
        var usage = usage();
        if (claimed.isPresent() && claimed.getAsLong() < usage.tokens()) {
            return usage(claimed);
        }
        return usage;
    }
}
