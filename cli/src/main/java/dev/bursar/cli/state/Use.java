package dev.bursar.cli.state;

import dev.bursar.source.cli.UnderstoodRun;
import dev.bursar.source.provider.UnderstoodCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one model did in one run, to be kept.
 *
 * @param id tells it from every other; one that is there already is not kept twice
 * @param series whose totals the counts are, as {@code codex/<thread>}; empty where they are this run's alone
 * @param startsAnew whether nothing before it is part of its totals
 * @param at when the run ended
 */
public record Use(
        String id,
        Optional<String> series,
        boolean startsAnew,
        Optional<String> step,
        Instant at,
        OptionalLong durationMillis,
        UnderstoodCall call) {

    public Use {
        // Finer than a millisecond is more than other readers of the file can be expected to take.
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A run's use as its output tells it. */
    public static Use of(
            String tool, UnderstoodRun run, String id, Optional<String> step, Instant at, OptionalLong durationMillis) {
        return new Use(
                id + run.call().part().map(part -> "#" + part).orElse(""),
                run.series().map(series -> tool + "/" + series.id()),
                run.series().map(series -> series.start()).orElse(false),
                step,
                at,
                durationMillis,
                run.call());
    }
}
