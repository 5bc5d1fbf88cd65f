package dev.bursar.cli.rejection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar rejections}. */
@Command(
        name = "rejections",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Lists usage that was set aside, and takes it in again.",
            "",
            "What is not understood, or contradicts itself or the books, is not booked and not dropped: it is set aside,"
                    + " with a reason.",
            ""
        },
        subcommands = {RejectionListCommand.class, RejectionRetryCommand.class})
public final class RejectionsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? ls or retry");
    }
}
