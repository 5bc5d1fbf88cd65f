package dev.bursar.cli.terminal;

import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say whom a listing is for: a table for people, or {@code --json} or {@code --csv} for programs. */
public final class Output {

    private final Environment environment;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup
    private Program program = new Program();

    public Output(Environment environment) {
        this.environment = environment;
    }

    /** At most one of them. */
    static final class Program {

        @Option(names = "--json", description = "Print the API's answer as it came.")
        private boolean json;

        @Option(names = "--csv", description = "Print comma-separated values (RFC 4180), exact and uncut.")
        private boolean csv;
    }

    /** What a person sees of a listing. */
    @FunctionalInterface
    public interface Shown {

        void on(Screen screen);
    }

    /** Prints a listing in the form that was asked for; the others are not made. */
    public int print(Supplier<String> body, Consumer<Csv> csv, Shown shown) {
        var out = spec.commandLine().getOut();
        if (program.json) {
            out.println(body.get());
        } else if (program.csv) {
            csv.accept(new Csv(out));
        } else {
            shown.on(Screen.of(environment));
        }
        out.flush();
        return Exit.DONE;
    }

    /**
     * Prints a listing in the form that was asked for.
     *
     * @param body the API's
     * @param whenEmpty what a person reads in place of a table without rows
     */
    public int print(String body, Consumer<Csv> csv, Table table, String whenEmpty) {
        var out = spec.commandLine().getOut();
        return print(() -> body, csv, screen -> {
            if (table.isEmpty()) {
                out.println(whenEmpty);
            } else {
                table.print(out, screen);
            }
        });
    }
}
