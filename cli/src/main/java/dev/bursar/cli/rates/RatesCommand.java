package dev.bursar.cli.rates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar rates}. */
@Command(
        name = "rates",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Lists what models cost, and sets prices of your own.",
            "",
            "Cards for the models of many providers come with the software. A card of your own, for a negotiated"
                    + " price or a local model, wins over them; each change is a new version, and what was booked stays.",
            ""
        },
        subcommands = {
            RatesListCommand.class,
            RatesShowCommand.class,
            RatesSetCommand.class,
            RatesAliasCommand.class,
            RatesRemoveCommand.class,
            RatesImportCommand.class,
            RatesImportsCommand.class,
            RatesUndoCommand.class
        })
public final class RatesCommand implements Runnable {

    static final String PATH = "/api/v1/rates";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which one? ls, show, set, alias, rm, import, imports or undo");
    }
}
