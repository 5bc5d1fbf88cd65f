package dev.bursar.gate.budget;

import dev.bursar.contract.policy.Reason;
import java.util.Locale;
import java.util.Optional;

/** What was found on one account, the gravest first: it gives a refusal its reason. */
public enum Finding {
    FROZEN(Reason.FROZEN),
    /** Nothing is left. */
    EXHAUSTED(Reason.BUDGET_EXHAUSTED),
    /** Something is left, but less than is needed. */
    EXCEEDED(Reason.BUDGET_EXCEEDED),
    UNPRICED(Reason.UNPRICED),
    /** The caller left out a count that the account's unit depends on. */
    UNSAID(Reason.ARGUMENT_INVALID),
    /** The account's numbers can't be relied on. */
    UNAVAILABLE(Reason.BUDGETS_UNAVAILABLE),
    /** The numbers can't be relied on, and the budget lets calls pass meanwhile. */
    NOT_JUDGED(null),
    FITS(null);

    private final Reason reason;

    Finding(Reason reason) {
        this.reason = reason;
    }

    /** The reason of a refusal, empty where it is none. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
