package dev.bursar.cli.run;

import dev.bursar.cli.run.Launch.Shown;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.source.cli.Gist;
import dev.bursar.source.cli.RunOutcome;
import dev.bursar.source.cli.ToolOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One permitted run of a tool on this machine, from its start to its record. */
final class LocalRun {

    /** Kafka may be away for a moment. */
    private static final int TRIES = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Launch launch;
    private final Books books;
    private final Map<String, String> labels;
    private final Environment environment;
    private final Messages messages;
    private final boolean reportsItself;

    /** @param reportsItself whether the tool tells the same books by another way */
    LocalRun(
            Launch launch,
            Books books,
            Map<String, String> labels,
            Environment environment,
            Messages messages,
            boolean reportsItself) {
        this.launch = launch;
        this.books = books;
        this.labels = labels;
        this.environment = environment;
        this.messages = messages;
        this.reportsItself = reportsItself;
    }

    /** The exit code. */
    int run() {
        var began = environment.clock().instant();
        var transcript = new Transcript(launch.tool().orElse(""), messages::answer, messages::step);
        boolean asText = launch.shown() == Shown.AS_TEXT;
        var gist = launch.tool()
                .map(tool -> asText
                        ? ToolOutputs.gist(tool, transcript::document, transcript::line)
                        : ToolOutputs.gist(tool, document -> {}, line -> {}));
        if (asText) {
            messages.say(launch.tool().orElseThrow() + " is at it");
        }
        var code = start(gist, asText);
        gist.ifPresent(Gist::end);
        transcript.end();
        if (code.isEmpty()) {
            messages.say("no such command: " + launch.command().get(0));
            return RunExit.NO_SUCH_COMMAND;
        }
        var took = Duration.between(began, environment.clock().instant());
        return record(gist, code.getAsInt(), took);
    }

    private OptionalInt start(Optional<Gist> gist, boolean asText) {
        var process = new ToolProcess(launch.command(), environment);
        if (launch.shown() == Shown.BY_ITSELF) {
            return process.run(null);
        }
        var lines = new Lines(line -> gist.ifPresent(known -> known.line(line)));
        var code = process.run((bytes, length) -> {
            if (!asText) {
                Messages.bytes(bytes, length);
            }
            lines.add(bytes, length);
        });
        lines.end();
        return code;
    }

    private int record(Optional<Gist> gist, int code, Duration took) {
        if (gist.isEmpty()) {
            messages.say("not recorded: " + launch.command().get(0)
                    + " is no tool that is understood here; if it prints what one of them does, say which with --tool");
            return code;
        }
        if (reportsItself) {
            messages.say("recorded by the tool itself, over OTLP");
            return code;
        }
        if (launch.shown() == Shown.BY_ITSELF) {
            messages.say("not recorded: the tool talked with a person; have it export OTLP to Bursar, or use -p");
            return code;
        }
        var report = report(gist.get(), code, took);
        for (int tried = 1; ; tried++) {
            try {
                var recorded = books.record(gist.get(), report);
                recorded.lines().forEach(messages::say);
                recorded.warnings().forEach(messages::say);
                return code;
            } catch (CommandFailure e) {
                if (tried == TRIES) {
                    messages.say(e.getMessage());
                    keep(gist.get(), report);
                    return code == 0 ? RunExit.FAILED : code;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Report report(Gist gist, int code, Duration took) {
        boolean named = gist.outcomes(launch.model()).stream()
                .allMatch(outcome -> outcome instanceof RunOutcome.Understood understood
                        && understood.run().id().isPresent());
        return new Report(
                launch.tool().orElseThrow(),
                labels,
                launch.model(),
                named ? Optional.empty() : Optional.of(UUID.randomUUID().toString()),
                environment.clock().instant(),
                OptionalLong.of(took.toMillis()),
                code != 0);
    }

    /** What could not be recorded now can be later. */
    private void keep(Gist gist, Report report) {
        try {
            var file = Files.createTempFile("bursar-unrecorded-", ".jsonl");
            Files.writeString(file, gist.text());
            messages.say("the usage is kept: " + report.command(books.options()) + " < " + file);
        } catch (IOException e) {
            messages.say("the usage could not be kept either: " + e.getMessage());
        }
    }
}
