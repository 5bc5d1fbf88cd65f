package dev.bursar.cli.run;

import dev.bursar.cli.terminal.Environment;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a person is told while a tool runs: texts on standard output, all else on standard error. */
final class Messages {

    private final PrintWriter err;
    private final boolean terminal;

    Messages(PrintWriter err, Environment environment) {
        this.err = err;
        this.terminal = environment.terminal();
    }

    void say(String line) {
        err.println("bursar: " + plain(line));
        err.flush();
    }

    /** What the tool does on its way. */
    void step(String text) {
        text.lines().limit(1).forEach(line -> err.println("  " + plain(line)));
        err.flush();
    }

    /** A piece of the final text; a terminal gets it without what would steer it. */
    void answer(String piece) {
        var bytes = (terminal ? plain(piece) : piece).getBytes(StandardCharsets.UTF_8);
        bytes(bytes, bytes.length);
    }

    /** The tool's own output, as it comes. */
    static void bytes(byte[] bytes, int length) {
        System.out.write(bytes, 0, length);
        System.out.flush();
    }

    /** Without control characters other than line ends and tabs. */
    static String plain(String text) {
        return text.codePoints()
                .filter(character -> character == '\n' || character == '\t' || !Character.isISOControl(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
