package dev.bursar.cli.rates;

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

/** {@code bursar rates rm}. */
@Command(
        name = "rm",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Takes a card of your own out of force; a built-in one counts again.", ""})
final class RatesRemoveCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "ID", description = "The card.")
    private String id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        connection
                .open()
                .delete(Service.AGGREGATOR, RatesCommand.PATH + "/" + Query.segment(id))
                .orFail();
        spec.commandLine().getOut().println("removed " + id);
        return Exit.DONE;
    }
}
