package dev.bursar.cli.budget;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar budget}. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Defines limits, and shows how much of them is spent.",
            "",
            "A budget limits dollars, tokens or calls per hour, day, week, month, quarter or year, or in all. Split by"
                    + " a dimension, it gives every value of it an account of its own: so much a day for each agent.",
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
