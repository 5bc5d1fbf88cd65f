package dev.bursar.cli;

import dev.bursar.cli.budget.BudgetCommand;
import dev.bursar.cli.check.CheckCommand;
import dev.bursar.cli.cost.CostCommand;
import dev.bursar.cli.cost.StatusCommand;
import dev.bursar.cli.demo.DemoCommand;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Commands;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.token.TokenCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar}: the command that all others hang on. */
@Command(
        name = "bursar",
        mixinStandardHelpOptions = true,
        version = "bursar 0.1.0-SNAPSHOT",
        description = "Meters, prices and bounds what AI agents spend on LLMs.",
        footer = {"", "Exit codes: 0 done or permit, 1 problem, 2 bad usage, 3 deny."},
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            CostCommand.class,
            StatusCommand.class,
            BudgetCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            DemoCommand.class,
        })
public final class Bursar implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine(Environment.ofProcess()).execute(arguments));
    }

    /** The command line as {@link #main} runs it; tests give it their own surroundings and writers. */
    static CommandLine commandLine(Environment environment) {
        return new CommandLine(new Bursar(), new Commands(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Try: bursar --help");
    }

    private static int report(Exception failure, CommandLine command) throws Exception {
        if (!(failure instanceof CommandFailure)) {
            throw failure;
        }
        PrintWriter out = command.getErr();
        out.println("bursar: " + failure.getMessage());
        out.flush();
        return Exit.PROBLEM;
    }
}
