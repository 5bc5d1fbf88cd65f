package dev.bursar.cli.apply;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bursar apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Makes budgets and rate cards what a folder of files says.",
            "",
            "Files are YAML or JSON with lists under budgets and rates, each item with an id and the fields of the API."
                    + " What would be done is printed first, like a diff; all files are checked before anything is"
                    + " changed, and applying again changes nothing.",
            ""
        })
public final class ApplyCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Option(names = "-f", required = true, paramLabel = "DIR", description = "The folder, or one file.")
    private Path folder;

    @Option(names = "--dry-run", description = "Only print what would be done.")
    private boolean dryRun;

    @Option(names = "--prune", description = "Remove what was applied before and stands in no file any more.")
    private boolean prune;

    @Option(
            names = "--set",
            defaultValue = "default",
            paramLabel = "NAME",
            description = "Name of what is kept here, where several folders are applied. Default: default.")
    private String set;

    @Spec
    private CommandSpec spec;

    ApplyCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var path = environment.folder().resolve(folder);
        if (!Files.exists(path)) {
            throw new CommandFailure("no such folder: " + path);
        }
        var definitions = Definitions.in(path);
        var api = connection.open();
        var plan = Plan.of(api, set, definitions, prune);
        var out = spec.commandLine().getOut();
        plan.print(out, environment.colour());
        if (!dryRun) {
            plan.run(api);
        }
        long same = plan.steps().size() - plan.changes();
        out.println(plan.changes() + (dryRun ? " would change, " : " changed, ") + same + " as they are");
        return Exit.DONE;
    }
}
