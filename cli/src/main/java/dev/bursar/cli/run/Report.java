package dev.bursar.cli.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said of a run beside its output.
 *
 * @param labels whom it was for, by dimension; the tool among them
 * @param model which it was, as far as the caller knows
 * @param id what the caller names the run; the run names itself where it has a session
 * @param at when it ended
 * @param failed whether its exit code says that it did not succeed
 */
record Report(
        String tool,
        Map<String, String> labels,
        Optional<String> model,
        Optional<String> id,
        Instant at,
        OptionalLong durationMillis,
        boolean failed) {

    Report {
        labels = Map.copyOf(labels);
    }

    Optional<String> step() {
        return Optional.ofNullable(labels.get("step"));
    }
}
