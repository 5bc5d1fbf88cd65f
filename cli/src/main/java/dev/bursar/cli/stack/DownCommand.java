package dev.bursar.cli.stack;

import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.embedded.Home;
import dev.bursar.embedded.RunningStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bursar down}: also ends what a killed {@code bursar up} may have left. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the embedded stack; its data stays.")
public final class DownCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    DownCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Home home = new Home(dev.bursar.cli.client.Home.of(environment));
        boolean stopped = new RunningStack(home).stop();
        out.println(
                stopped
                        ? "Stopped. The data stays in " + home.folder() + "."
                        : "Nothing is running in " + home.folder() + ".");
        return Exit.DONE;
    }
}
