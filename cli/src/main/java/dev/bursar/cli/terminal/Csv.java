package dev.bursar.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as of RFC 4180: lines end in CRLF, a field is quoted where it must be. */
public final class Csv {

    private final PrintWriter out;

    public Csv(PrintWriter out) {
        this.out = out;
    }

    public Csv line(List<String> fields) {
        out.print(fields.stream().map(Csv::field).collect(Collectors.joining(",")));
        out.print("\r\n");
        out.flush();
        return this;
    }

    private static String field(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
