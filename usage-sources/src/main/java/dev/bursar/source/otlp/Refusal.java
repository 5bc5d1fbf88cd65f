package dev.bursar.source.otlp;

import dev.bursar.contract.usage.RejectionReason;

/** Ends the reading of one record; becomes {@link OtlpOutcome.Refused}, it never leaves the package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    Refusal(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}
