package dev.bursar.cli.run;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Count;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.source.cli.Gist;
import dev.bursar.source.cli.ToolOutputs;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar record}. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Records what a tool printed: its output on standard input.",
            "",
            "Only what tells of usage leaves this program, never a text that someone wrote. The same output recorded"
                    + " again changes nothing. Totals that run on over a thread or session count with their share.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  claude -p \"task\" --output-format json | bursar record --tool claude",
            "  bursar record --tool codex --model gpt-5.5 --step challenge < out.jsonl",
            "  bursar record --tool gemini --state STATE.yaml < out.json"
        })
public final class RecordCommand implements Callable<Integer> {

    private static final int CHUNK = 64 * 1024;

    private final Environment environment;

    @Mixin
    private RecordingOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--id", paramLabel = "ID", description = "What the run is named; its own session names it without.")
    private String id;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "When it ended (RFC 3339); now without. Give it when you record late: running totals count in"
                    + " the order of their times.")
    private String time;

    @Option(names = "--duration-ms", paramLabel = "N", converter = Count.class, description = "How long it took.")
    private Long durationMillis;

    @Option(names = "--failed", description = "The tool's exit code was not 0.")
    private boolean failed;

    @Option(names = "--json", description = "Print what was recorded as JSON.")
    private boolean json;

    RecordCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var command = spec.commandLine();
        var tool = options.tool()
                .filter(ToolOutputs::isTool)
                .orElseThrow(() -> new ParameterException(
                        command, "Say whose output it is: --tool " + String.join("|", ToolOutputs.tools())));
        var report = new Report(
                tool,
                options.labels(tool),
                options.model(),
                Optional.ofNullable(id),
                ended(),
                durationMillis == null ? OptionalLong.empty() : OptionalLong.of(durationMillis),
                failed);
        var books = options.books();
        var recorded = books.record(read(tool), report);
        if (json) {
            command.getOut().println(recorded.json());
        } else {
            recorded.lines().forEach(command.getOut()::println);
        }
        command.getOut().flush();
        var messages = new Messages(command.getErr(), environment);
        recorded.warnings().forEach(messages::say);
        return recorded.whole() ? Exit.DONE : Exit.PROBLEM;
    }

    private Instant ended() {
        return time == null
                ? environment.clock().instant()
                : UsageEventJson.readTime(time)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "--time is not RFC 3339, as in 2026-11-22T10:15:30Z: " + time));
    }

    private static Gist read(String tool) {
        var gist = ToolOutputs.gist(tool, document -> {}, line -> {});
        var lines = new Lines(gist::line);
        var chunk = new byte[CHUNK];
        try {
            for (int length = System.in.read(chunk); length >= 0; length = System.in.read(chunk)) {
                lines.add(chunk, length);
            }
        } catch (IOException e) {
            throw new CommandFailure("can't read standard input: " + e.getMessage(), e);
        }
        lines.end();
        gist.end();
        return gist;
    }
}
