package dev.bursar.cli.correction;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bursar reprice}. */
@Command(
        name = "reprice",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Prices events anew that are in the books, after a card was put right.",
            "",
            "Each by the rate in force at its own time. The ledger is not edited: what was booked is taken back and"
                    + " booked again, in the budgets of the event's time. Try --dry-run first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar reprice --from 2026-10-01 --model my-model --dry-run",
            "  bursar reprice --from yesterday --provider anthropic --team platform"
        })
public final class RepriceCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private Selection selection;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        new Correction(
                        connection.open(),
                        "/api/v1/repricings",
                        spec.commandLine().getErr())
                .run(selection.body(), spec.commandLine().getOut(), selection.json());
        return Exit.DONE;
    }
}
