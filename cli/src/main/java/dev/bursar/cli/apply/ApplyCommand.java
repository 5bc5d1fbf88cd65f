package dev.bursar.cli.apply;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(
            names = "--prune",
            description = {
                "Remove what an earlier apply made or changed and stands in no file any more;",
                "what others made and apply only found as it should be stays."
            })
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
        var read = Definitions.in(path);
        var api = connection.open();
        var marks = Marks.read(api, set);
        var plan = Plan.of(api, marks, read.definitions());
        if (prune) {
            plan = plan.pruning(pruned(marks, read));
        }
        var out = spec.commandLine().getOut();
        plan.print(out, environment.colour());
        if (!dryRun) {
            plan.run(api);
        }
        long same = plan.steps().size() - plan.changes();
        out.println(plan.changes() + (dryRun ? " would change, " : " changed, ") + same + " as they are");
        return Exit.DONE;
    }

    /** An empty folder is more often a wrong one than the wish to remove everything. */
    private List<Step.Prune> pruned(Marks marks, Definitions.Read read) {
        var pruned = marks.without(read.definitions());
        for (var kind : Kind.values()) {
            long gone = pruned.stream().filter(step -> step.kind() == kind).count();
            if (gone > 0 && !read.kinds().contains(kind)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--prune would remove %s applied before, and no file in %s has %s. If that shall be, say so in a file: %s: []"
                                .formatted(
                                        gone == 1
                                                ? "the only " + kind.word() + " that was"
                                                : "all " + gone + " " + kind.list() + " that were",
                                        folder,
                                        kind.list(),
                                        kind.list()));
            }
        }
        return pruned;
    }
}
