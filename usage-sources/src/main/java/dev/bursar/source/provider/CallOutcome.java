package dev.bursar.source.provider;

import dev.bursar.contract.usage.RejectionReason;

/** What came of reading one call of a payload: what it used, or why that cannot be understood. */
public sealed interface CallOutcome {

    record Understood(UnderstoodCall call) implements CallOutcome {}

    /** @param detail one sentence for the sender; never repeats prompt or answer text */
    record Refused(RejectionReason reason, String detail) implements CallOutcome {}
}
