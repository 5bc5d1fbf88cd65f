package dev.bursar.cli;

import dev.bursar.cli.terminal.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bursar up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts Kafka, PostgreSQL and the three services on this machine.")
final class UpCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("the embedded stack is not part of this build yet");
    }
}
