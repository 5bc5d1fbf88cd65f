package dev.bursar.cli.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

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

    /**
     * The command line that records the same later.
     *
     * @param where the options that name the books
     */
    String command(List<String> where) {
        var line = new StringBuilder("bursar record");
        where.forEach(word -> line.append(' ').append(quoted(word)));
        new TreeMap<>(labels)
                .forEach((name, value) -> line.append(
                        name.startsWith("tags.")
                                ? " --tag " + quoted(name.substring("tags.".length()) + "=" + value)
                                : " --" + name + " " + quoted(value)));
        model.ifPresent(name -> line.append(" --model ").append(quoted(name)));
        id.ifPresent(name -> line.append(" --id ").append(quoted(name)));
        line.append(" --time ").append(at);
        durationMillis.ifPresent(millis -> line.append(" --duration-ms ").append(millis));
        return line.append(failed ? " --failed" : "").toString();
    }

    /** As a shell takes it for one word. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:=@+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    Optional<String> step() {
        return Optional.ofNullable(labels.get("step"));
    }
}
