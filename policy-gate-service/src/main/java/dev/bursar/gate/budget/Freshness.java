package dev.bursar.gate.budget;

import java.time.Duration;
import java.time.Instant;

/** How far what the gate holds can be relied on. */
sealed interface Freshness {

    /** Complete up to a moment ago. */
    record Fresh(Instant asOf) implements Freshness {}

    /** Complete once, but nothing was heard for a while. */
    record Stale(Instant asOf, Duration age) implements Freshness {}

    /** Never complete so far: nothing can be concluded from what is absent. */
    record Never() implements Freshness {}
}
