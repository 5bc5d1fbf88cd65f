package dev.bursar.cli;

/** Ends a command with exit code 1 and one clear line; thrown where a command can't go on and the user can mend it. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
