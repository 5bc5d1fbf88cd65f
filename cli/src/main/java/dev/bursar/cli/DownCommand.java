package dev.bursar.cli;

import dev.bursar.cli.terminal.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bursar down}. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the embedded stack.")
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("the embedded stack is not part of this build yet");
    }
}
