package dev.bursar.cli.stack;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.embedded.Home;
import dev.bursar.embedded.RunningStack;
import dev.bursar.embedded.Stack;
import dev.bursar.embedded.StackPorts;
import dev.bursar.embedded.StackSettings;
import dev.bursar.embedded.process.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar up}: stays in front and looks after the stack, or leaves that to a process of its own. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts Kafka, PostgreSQL and the three services on this machine.")
public final class UpCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--detach"},
            description = "Return once everything is ready; `bursar down` stops it.")
    private boolean detached;

    @Option(names = "--fresh", description = "Wipe data, keys, tokens and logs first; policy and plugins stay.")
    private boolean fresh;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            defaultValue = "8471",
            description =
                    "First of the stack's ports: ingest, aggregator, gate, Kafka, its controller, PostgreSQL; health"
                            + " and metrics 1000 above. Default: ${DEFAULT-VALUE}.")
    private int basePort;

    UpCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StackSettings settings = settings();
        RunningStack running = new RunningStack(settings.home());
        if (detached && running.isReady() && !fresh) {
            out.println("The stack in " + settings.home().folder() + " is running already.");
            return Exit.DONE;
        }
        try {
            wipeIfAsked(running, settings.home());
            if (detached) {
                return new Detached(settings, out).start();
            }
            boolean used = Files.exists(settings.home().data());
            Stack stack = new Stack(settings, line -> say(out, line), environment.clock());
            stack.start();
            Welcome.print(settings, environment, used, out);
            stack.announce();
            stack.supervise();
            return Exit.DONE;
        } catch (StartFailure failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    private StackSettings settings() {
        Path checkout = environment
                .checkout()
                .orElseThrow(() ->
                        new CommandFailure("this bursar stands in no checkout, so there are no services to start"));
        Home home = new Home(dev.bursar.cli.client.Home.of(environment));
        try {
            return new StackSettings(home, checkout, new StackPorts(basePort), environment.variables());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void wipeIfAsked(RunningStack running, Home home) {
        if (!fresh) {
            return;
        }
        if (running.supervisor().isPresent()) {
            throw new CommandFailure("the stack in " + home.folder() + " is running: stop it with `bursar down` first");
        }
        running.wipe();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
