package dev.bursar.cli.terminal;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say whom a listing is for: a table for people, or {@code --json} or {@code --csv} for programs. */
public final class Output {

    @ArgGroup
    private Program program = new Program();

    /** At most one of them. */
    static final class Program {

        @Option(names = "--json", description = "Print the API's answer as it came.")
        private boolean json;

        @Option(names = "--csv", description = "Print comma-separated values (RFC 4180), exact and uncut.")
        private boolean csv;
    }

    public boolean json() {
        return program.json;
    }

    public boolean csv() {
        return program.csv;
    }
}
