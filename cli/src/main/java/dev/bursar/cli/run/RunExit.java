package dev.bursar.cli.run;

/** Exit codes of {@code run} that are not the tool's. */
final class RunExit {

    /** {@code run} itself failed. */
    static final int FAILED = 125;

    /** The gate denies: the tool was not started. */
    static final int DENIED = 126;

    static final int NO_SUCH_COMMAND = 127;

    private RunExit() {}
}
