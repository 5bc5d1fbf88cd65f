package dev.bursar.cli.export;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar export focus}. */
@Command(
        name = "focus",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Writes costs as a FOCUS 1.2 file.",
            "",
            "It has a row for each meter, price, day and set of labels, with the true quantities.",
            "",
            "Of a closed month the file is the same forever. What was booked later for one of its days is in a later"
                    + " month's file, as a correction.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar export focus --period 2026-10 -o october.csv",
            "  bursar export focus --from 2026-11-01 > so-far.csv"
        })
final class ExportFocusCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Period span;

    @Option(
            names = "--period",
            paramLabel = "MONTH",
            description = "What is booked in a month such as 2026-10, instead of --from and --to.")
    private String period;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; replaced as a whole, once it is complete. Default: standard output.")
    private Path file;

    @Spec
    private CommandSpec spec;

    ExportFocusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (period != null && span.isGiven()) {
            throw new ParameterException(spec.commandLine(), "--period does not go with --from, --to and --zone");
        }
        var query = period == null
                ? span.addTo(Query.none(), Optional.empty())
                : Query.none().with("period", period);
        connection.open().download(Service.AGGREGATOR, "/api/v1/exports/focus", query, this::write);
        return Exit.DONE;
    }

    private void write(InputStream lines) throws IOException {
        if (file == null) {
            new InputStreamReader(lines, StandardCharsets.UTF_8)
                    .transferTo(spec.commandLine().getOut());
            spec.commandLine().getOut().flush();
        } else {
            replace(environment.folder().resolve(file), lines);
        }
    }

    private static void replace(Path target, InputStream lines) throws IOException {
        if (!Files.isDirectory(target.toAbsolutePath().getParent())) {
            throw new CommandFailure(
                    "there is no folder " + target.toAbsolutePath().getParent());
        }
        var partial = Files.createTempFile(target.toAbsolutePath().getParent(), ".bursar-", ".csv");
        try {
            Files.copy(lines, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
