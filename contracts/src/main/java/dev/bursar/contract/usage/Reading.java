package dev.bursar.contract.usage;

/** What came of reading one usage event: the event, or why it cannot be understood. */
public sealed interface Reading {

    record Read(UsageEvent event) implements Reading {}

    /** @param detail one sentence for the sender; never repeats prompt or answer text */
    record Refused(RejectionReason reason, String detail) implements Reading {}
}
