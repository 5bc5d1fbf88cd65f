package dev.bursar.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a terminal's interrupt goes to this program, and with it to every program that it starts: then the programs in
 * front of the terminal, a pipe's other ends too, get it from there.
 */
final class Foreground {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final int GROUP = 2;
    private static final int TERMINAL = 4;
    private static final int GROUP_IN_FRONT = 5;

    private Foreground() {}

    /** @param otherwise what holds on a system that does not tell */
    static boolean isOurs(boolean otherwise) {
        try {
            return Files.isReadable(STAT) ? isInFront(Files.readString(STAT)) : otherwise;
        } catch (IOException unreadable) {
            return otherwise;
        }
    }

    /** @param stat behind the program's name, in brackets: state, parent, group, session, terminal, group in front (proc(5)) */
    static boolean isInFront(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > GROUP_IN_FRONT
                && !fields[TERMINAL].equals("0")
                && fields[GROUP].equals(fields[GROUP_IN_FRONT]);
    }
}
