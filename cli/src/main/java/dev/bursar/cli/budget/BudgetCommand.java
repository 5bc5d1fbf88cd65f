package dev.bursar.cli.budget;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar budget}. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        description = {
            "Limits per hour, day, week, month, quarter, year, or for all time, split into accounts by any dimension.",
            ""
        },
        subcommands = {
            BudgetListCommand.class,
            BudgetShowCommand.class,
            BudgetWatchCommand.class,
            BudgetSetCommand.class,
            BudgetRemoveCommand.class
        })
public final class BudgetCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? ls, show, watch, set or rm");
    }
}
