package dev.bursar.cli.run;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Count;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.tool.ToolSettings;
import dev.bursar.source.cli.ToolOutputs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        exitCodeOnInvalidInput = RunExit.FAILED,
        exitCodeOnExecutionException = RunExit.FAILED,
        description = {
            "Runs an agent's tool, asks the gate before and records usage after.",
            "",
            "The tool's input, errors and exit code are its own; its output is shown as it comes. Where it would print"
                    + " no usage it is told to, and its texts are shown all the same. A tool that exports OTLP to Bursar"
                    + " by itself is not recorded twice. --tool demo asks a pretended model, so it needs no key.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar run --step proposal --tool claude \"Write a proposal\"",
            "  bursar run --step review -- codex exec -m gpt-5.5 \"Review it\"",
            "  bursar run --tool demo --state STATE.yaml \"Say hello\"",
            "",
            "Exit codes: the tool's own; 125 bursar failed, 126 the gate denies,",
            "127 no such command."
        })
public final class RunCommand implements Callable<Integer> {

    private static final String DEMO = "demo";
    private static final int CHARACTERS_A_TOKEN = 4;

    private final Environment environment;

    @Mixin
    private RecordingOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            converter = Count.class,
            description = "What the gate is told would go in; without, a token for four characters of the command.")
    private Long inputTokens;

    @Option(
            names = "--max-output-tokens",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "4096",
            description = "What the gate is told would come out at most (${DEFAULT-VALUE}).")
    private long maxOutputTokens;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "The task; after --, a command with its arguments.")
    private List<String> words;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        boolean isCommand = spec.commandLine().getParseResult().originalArgs().contains("--");
        var tool = options.tool();
        if (!isCommand && words.size() > 1) {
            throw bad("A task is one argument: put it in quotes, or a command behind --");
        }
        if (tool.filter(DEMO::equals).isPresent()) {
            return run(new DemoRun(words.get(0)), isCommand);
        }
        if (tool.isPresent() && !ToolOutputs.isTool(tool.get())) {
            throw bad("There is no tool " + tool.get() + ": claude, gemini, codex or demo");
        }
        if (!isCommand && tool.isEmpty()) {
            throw bad("Say what does the task: --tool claude|gemini|codex|demo, or a command behind --");
        }
        var launch = isCommand
                ? Launch.command(words, tool, options.model(), environment.terminal())
                : Launch.task(tool.get(), words.get(0), options.model());
        return run(launch);
    }

    private int run(Launch given) {
        var settings = given.tool().map(tool -> ToolSettings.of(tool, given.command(), environment));
        var launch = settings.map(given::withModelOf).orElse(given);
        if (launch.tool().filter("codex"::equals).isPresent()
                && launch.model().isEmpty()
                && launch.shown() != Launch.Shown.BY_ITSELF) {
            throw new CommandFailure(
                    "codex does not print its model, and its settings name none: say which it is with --model");
        }
        var books = options.books();
        var labels = options.labels(launch.tool().orElse(launch.command().get(0)));
        var intent = new Intent(launch.provider(), launch.model(), tokens(), maxOutputTokens, labels);
        if (books.ask(intent) instanceof Permission.Denied denied) {
            return deny(denied, launch);
        }
        var messages = new Messages(spec.commandLine().getErr(), environment);
        boolean itself = !options.isLocal()
                && settings.filter(known -> reportsItself(known, messages)).isPresent();
        return new LocalRun(launch, books, labels, environment, messages, itself).run();
    }

    private boolean reportsItself(ToolSettings settings, Messages messages) {
        var export = new OtlpExport(settings, options.ingest());
        if (export.isAskedInVain()) {
            messages.say("the project's settings send the tool's telemetry here, but only the user's settings can: this"
                    + " run is recorded from its output. A tool of an earlier version may report it as well;"
                    + " take the telemetry out of the project's settings");
        }
        return export.isOn();
    }

    private int run(DemoRun demo, boolean isCommand) {
        if (isCommand) {
            throw bad("--tool demo takes a task, not a command");
        }
        var books = options.books();
        var labels = options.labels(DEMO);
        var intent = demo.intent(tokens(), maxOutputTokens, labels);
        if (books.ask(intent) instanceof Permission.Denied denied) {
            return deny(denied);
        }
        return demo.run(
                books, labels, environment, new Messages(spec.commandLine().getErr(), environment));
    }

    private long tokens() {
        return inputTokens != null
                ? inputTokens
                : Math.max(1, words.stream().mapToLong(String::length).sum() / CHARACTERS_A_TOKEN);
    }

    private int deny(Permission.Denied denied, Launch launch) {
        int code = deny(denied);
        if (launch.model().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("bursar: (the gate was not told the model: neither the command line nor "
                            + launch.tool()
                                    .map(tool -> tool + "'s settings name")
                                    .orElse("anything else names")
                            + " one; add --model)");
        }
        return code;
    }

    private int deny(Permission.Denied denied) {
        var err = spec.commandLine().getErr();
        err.println("bursar: " + Messages.plain(denied.message()));
        err.flush();
        return RunExit.DENIED;
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
