package dev.bursar.contract.usage;

/** Ends the reading of one record; its reader turns it into {@link Reading.Refused}, it never leaves the package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    Refusal(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reading.Refused outcome() {
        return new Reading.Refused(reason, getMessage());
    }
}
