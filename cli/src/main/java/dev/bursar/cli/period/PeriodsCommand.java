package dev.bursar.cli.period;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar periods}. */
@Command(
        name = "periods",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Lists the months of the books, and closes them.",
            "",
            "A month closes by itself five days after its end. A closed one never changes: what comes later for it is"
                    + " booked in the current month, as a correction.",
            ""
        },
        subcommands = {PeriodListCommand.class, PeriodCloseCommand.class})
public final class PeriodsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? ls or close");
    }
}
