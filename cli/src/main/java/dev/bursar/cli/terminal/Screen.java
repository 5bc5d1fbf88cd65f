package dev.bursar.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

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
