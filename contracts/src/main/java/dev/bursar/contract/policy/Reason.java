package dev.bursar.contract.policy;

import java.util.Locale;

/** Why the gate decided as it did. The list is closed: it is part of the contract. */
public enum Reason {
    PERMITTED,
    IMAGE_NOT_ALLOWED,
    IMAGE_REF_INVALID,
    IMAGE_DENIED,
    DIGEST_REQUIRED,
    DIGEST_NOT_PINNED,
    OPTION_DENIED,
    ARGUMENT_UNKNOWN,
    ARGUMENT_INVALID,
    LAUNCH_UNCLEAR,
    TOOL_UNMAPPED,
    TOOL_DENIED,
    MODEL_NOT_ALLOWED,
    MODEL_UNKNOWN,
    BUDGET_EXCEEDED,
    BUDGET_EXHAUSTED,
    FROZEN,
    HOLD_REQUIRED,
    UNPRICED,
    BUDGETS_UNAVAILABLE,
    PLUGIN_DENIED,
    PLUGIN_ERROR,
    PLUGIN_TIMEOUT,
    NO_POLICY,
    NOT_AUTHORIZED,
    OVERLOADED;

    /** As on the wire: lower snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
