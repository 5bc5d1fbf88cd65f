package dev.bursar.cli.terminal;

/** Ends a command with exit code 1 and one clear line; thrown where a command can't go on and the user can mend it. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
