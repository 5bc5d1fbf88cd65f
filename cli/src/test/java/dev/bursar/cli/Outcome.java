package dev.bursar.cli;

import dev.bursar.cli.terminal.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What a command line printed and answered, run in surroundings of the test's choice. */
public record Outcome(int code, String out, String err) {

    /** Half past one on a Sunday afternoon in Berlin. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:30:00Z");

    public static Outcome of(Environment environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Bursar.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** Surroundings without a terminal, in Berlin. */
    public static Environment environment(Map<String, String> variables, Path folder) {
        return new Environment(
                variables,
                folder,
                Optional.empty(),
                InstantSource.fixed(NOW),
                ZoneId.of("Europe/Berlin"),
                false,
                false);
    }
}
