package dev.bursar.cli.terminal;

/** What a command's exit code says to a script. */
public final class Exit {

    /** Done, or the gate permits. */
    public static final int DONE = 0;

    /** Something is wrong: the message says what. */
    public static final int PROBLEM = 1;

    /** The command line itself can't be understood. */
    public static final int BAD_USAGE = 2;

    /** The gate denies. */
    public static final int DENY = 3;

    private Exit() {}
}
