package dev.bursar.cli.terminal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Ends a command with exit code 1 and one clear line; thrown where a command can't go on and the user can mend it. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file or folder that can't be read. */
    public static CommandFailure unreadable(Path file, IOException why) {
        if (why instanceof NoSuchFileException) {
            return new CommandFailure("no such file: " + file, why);
        }
        if (why instanceof AccessDeniedException) {
            return new CommandFailure("can't read " + file + ": its permissions don't allow it", why);
        }
        if (why instanceof CharacterCodingException) {
            return new CommandFailure("can't read " + file + ": it is not UTF-8", why);
        }
        return new CommandFailure("can't read " + file + ": " + why.getMessage(), why);
    }
}
