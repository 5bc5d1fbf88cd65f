package dev.bursar.cli.budget;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar budget show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Shows a budget and how full its accounts are.",
            "",
            "In the bar # is spent and + is held for calls in flight. --json and --csv give the accounts.",
            ""
        })
final class BudgetShowCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The budget.")
    private String id;

    BudgetShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var view = BudgetView.read(connection.open(), id, environment.zone());
        var out = spec.commandLine().getOut();
        return output.print(() -> view.accounts().body(), view::csv, screen -> view.print(out, screen));
    }
}
