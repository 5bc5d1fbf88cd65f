package dev.bursar.source.provider;

import dev.bursar.contract.usage.RejectionReason;

/** Ends the reading of one call; becomes {@link CallOutcome.Refused}, it never leaves the package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    Refusal(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Refusal noUsage() {
        return new Refusal(RejectionReason.NO_USAGE, "the response has no token counts");
    }

    CallOutcome outcome() {
        return new CallOutcome.Refused(reason, getMessage());
    }
}
