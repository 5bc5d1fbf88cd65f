package dev.bursar.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Where a table is shown.
 *
 * @param width its columns; empty for a file or a pipe, where nothing is cut
 */
public record Screen(OptionalInt width, boolean colour) {

    private static final int USUAL = 80;
    private static final int LEAST = 40;

    /** A file or a pipe. */
    public static final Screen NONE = new Screen(OptionalInt.empty(), false);

    /** The terminal that this process writes to, if it does. */
    public static Screen of(Environment environment) {
        return environment.terminal()
                ? new Screen(OptionalInt.of(Math.max(LEAST, columns(environment))), environment.colour())
                : NONE;
    }

    /** Sentences broken between words where they don't fit; a file or a pipe gets them whole. */
    public String wrapped(String text) {
        return width.isEmpty()
                ? text
                : text.lines()
                        .map(line -> wrapped(line, width.getAsInt()))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String wrapped(String line, int width) {
        var indent = " ".repeat(line.length() - line.stripLeading().length() + 2);
        var text = new StringBuilder();
        var rest = line;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            if (space <= indent.length()) {
                break;
            }
            text.append(rest, 0, space).append(System.lineSeparator());
            rest = indent + rest.substring(space + 1);
        }
        return text.append(rest).toString();
    }

    private static int columns(Environment environment) {
        return environment
                .variable("COLUMNS")
                .filter(columns -> columns.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElseGet(Screen::ask);
    }

    /** {@code stty size} prints rows and columns; Java itself does not know them. */
    private static int ask() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            return words.length == 2 && words[1].matches("[1-9]\\d{0,3}") ? Integer.parseInt(words[1]) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
