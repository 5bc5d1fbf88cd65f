package dev.bursar.cli.rates;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.contract.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rates undo}. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Takes an import back as a whole; what it superseded counts again.", ""})
final class RatesUndoCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "IMPORT", description = "Its id, as import printed it and imports lists it: imp_...")
    private String id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long cards = connection
                .open()
                .post(Service.AGGREGATOR, RatesCommand.PATH + "/import/" + Query.segment(id) + "/undo", Json.object())
                .orFail()
                .json()
                .path("cards")
                .asLong();
        spec.commandLine()
                .getOut()
                .println("undone " + id + ": " + Figures.counted(cards, "card") + (cards == 1 ? " counts" : " count")
                        + " no more");
        return Exit.DONE;
    }
}
