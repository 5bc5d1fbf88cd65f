package dev.bursar.cli.stack;

import dev.bursar.cli.terminal.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bursar doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is wrong with an installation, and what to do.")
public final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("the embedded stack is not part of this build yet");
    }
}
