package dev.bursar.embedded.process;

/** Something of the embedded stack can't be started, and the message tells the user why in one line. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
