package dev.bursar.cli.budget;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar budget rm}. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Removes a budget; what was spent stays in the ledger.", ""})
final class BudgetRemoveCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The budget.")
    private String id;

    @Override
    public Integer call() {
        connection
                .open()
                .delete(Service.AGGREGATOR, "/api/v1/budgets/" + Query.segment(id))
                .orFail();
        spec.commandLine().getOut().println("removed " + id);
        return Exit.DONE;
    }
}
