package dev.bursar.cli.check;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Asks the gate whether an image or a model call is permitted.",
            "",
            "Nothing is started and no money is held. Exit code 0 is a permit, 3 a deny.",
            ""
        },
        subcommands = {CheckImageCommand.class, CheckModelCommand.class})
public final class CheckCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What should be asked about? image or model");
    }
}
