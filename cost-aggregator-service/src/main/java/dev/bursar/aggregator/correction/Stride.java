package dev.bursar.aggregator.correction;

import java.time.Duration;

/**
 * How many events are corrected in one transaction: as many as take a fraction of the second in which a live event is to be in
 * the books, for both meet at accounts. Not for use by several threads at once.
 */
final class Stride {

    static final int LEAST = 250;
    static final int MOST = 4_000;

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMillis(350);

    private int events = 1_000;

    int events() {
        return events;
    }

    /** Learns from how long the last one took. */
    void took(Duration time) {
        if (time.compareTo(LONG) > 0) {
            events = Math.max(LEAST, events / 2);
        } else if (time.compareTo(SHORT) < 0) {
            events = Math.min(MOST, events * 2);
        }
    }
}
