package dev.bursar.cli.run;

/** Whether a run may begin. */
sealed interface Permission {

    record Granted() implements Permission {}

    /** @param message the gate's own words */
    record Denied(String message) implements Permission {}
}
