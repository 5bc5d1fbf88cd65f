package dev.bursar.cli;

import dev.bursar.cli.apply.ApplyCommand;
import dev.bursar.cli.budget.BudgetCommand;
import dev.bursar.cli.check.CheckCommand;
import dev.bursar.cli.correction.ReattributeCommand;
import dev.bursar.cli.correction.RepriceCommand;
import dev.bursar.cli.cost.CostCommand;
import dev.bursar.cli.cost.StatusCommand;
import dev.bursar.cli.demo.DemoCommand;
import dev.bursar.cli.doctor.DoctorCommand;
import dev.bursar.cli.estimate.EstimateCommand;
import dev.bursar.cli.export.ExportCommand;
import dev.bursar.cli.period.PeriodsCommand;
import dev.bursar.cli.rates.RatesCommand;
import dev.bursar.cli.rejection.RejectionsCommand;
import dev.bursar.cli.run.RecordCommand;
import dev.bursar.cli.run.RunCommand;
import dev.bursar.cli.stack.DownCommand;
import dev.bursar.cli.stack.UpCommand;
import dev.bursar.cli.terminal.BadUsage;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Commands;
import dev.bursar.cli.terminal.Day;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Screen;
import dev.bursar.cli.terminal.Version;
import dev.bursar.cli.token.TokenCommand;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.logging.LogManager;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar}: the command that all others hang on. */
@Command(
        name = "bursar",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = {
            "Meters, prices and bounds what AI agents spend on LLMs.",
            "",
            "Agents report their calls; each is priced once, exactly, and booked in a ledger that is never changed."
                    + " Budgets are kept along with it. Before a model call or a container start an agent asks the gate,"
                    + " which permits or denies by policy and by what is left.",
            ""
        },
        footer = {
            "",
            "First steps:",
            "  bursar up -d                        start everything on this machine",
            "  bursar demo                         a day of traffic to look at",
            "  bursar run --tool demo \"Say hello\"   a first call, of a pretended model",
            "  bursar cost --by team,model         what it cost",
            "  bursar check image ubuntu:latest    what the gate says",
            "",
            "bursar COMMAND --help says more; options stand after the command. Listings take --json and --csv.",
            "Exit codes: 0 done or permit, 1 problem, 2 bad usage, 3 deny; run has its own."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            CostCommand.class,
            StatusCommand.class,
            RunCommand.class,
            RecordCommand.class,
            BudgetCommand.class,
            PeriodsCommand.class,
            ExportCommand.class,
            RepriceCommand.class,
            ReattributeCommand.class,
            RejectionsCommand.class,
            RatesCommand.class,
            EstimateCommand.class,
            ApplyCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            DemoCommand.class,
            GenerateCompletion.class,
        })
public final class Bursar implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        // what libraries log is not for the person at the terminal
        LogManager.getLogManager().reset();
        System.exit(commandLine(Environment.ofProcess()).execute(arguments));
    }

    /** The command line as {@link #main} runs it; tests give it their own surroundings and writers. */
    static CommandLine commandLine(Environment environment) {
        var bursar = new CommandLine(new Bursar(), new Commands(environment))
                .registerConverter(LocalDate.class, new Day())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new BadUsage())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command, environment));
        shareVersion(bursar);
        return bursar;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static void shareVersion(CommandLine command) {
        command.getSubcommands().values().forEach(subcommand -> {
            subcommand.getCommandSpec().versionProvider(new Version());
            shareVersion(subcommand);
        });
    }

    private static int report(Exception failure, CommandLine command, Environment environment) throws Exception {
        if (!(failure instanceof CommandFailure)) {
            throw failure;
        }
        PrintWriter out = command.getErr();
        out.println(Screen.of(environment).wrapped("bursar: " + failure.getMessage()));
        out.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
