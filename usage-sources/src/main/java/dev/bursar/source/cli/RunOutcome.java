package dev.bursar.source.cli;

import dev.bursar.contract.usage.RejectionReason;

/** What came of reading a run's output for one model: what it used, or why that cannot be understood. */
public sealed interface RunOutcome {

    record Understood(UnderstoodRun run) implements RunOutcome {}

    /** @param detail one sentence for the sender; never repeats prompt or answer text */
    record Refused(RejectionReason reason, String detail) implements RunOutcome {}
}
