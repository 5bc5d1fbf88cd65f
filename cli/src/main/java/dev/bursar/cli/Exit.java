package dev.bursar.cli;

/** What a command's exit code says to a script. */
final class Exit {

    /** Done, or the gate permits. */
    static final int DONE = 0;

    /** Something is wrong: the message says what. */
    static final int PROBLEM = 1;

    /** The command line itself can't be understood. */
    static final int BAD_USAGE = 2;

    /** The gate denies. */
    static final int DENY = 3;

    private Exit() {}
}
