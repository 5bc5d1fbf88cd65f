package dev.bursar.source.provider;

import dev.bursar.contract.usage.RejectionReason;

/** Ends the reading of one call; whoever reads a whole payload makes an outcome of it, a caller never sees it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    public Refusal(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }

    static Refusal noUsage() {
        return new Refusal(RejectionReason.NO_USAGE, "the response has no token counts");
    }

    /** Which of them a stream's last counts are of can't be told, and the others would be lost. */
    static Refusal severalCalls() {
        return new Refusal(
                RejectionReason.MALFORMED, "the response holds several calls and is no batch: post them one by one");
    }

    CallOutcome outcome() {
        return new CallOutcome.Refused(reason, getMessage());
    }
}
