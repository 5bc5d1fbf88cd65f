package dev.bursar.contract.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a record was set aside. The list is closed: it is part of the contract. */
public enum RejectionReason {
    MALFORMED,
    UNKNOWN_TYPE,
    NO_IDENTITY,
    NO_MODEL,
    NO_USAGE,
    NEGATIVE_COUNT,
    COUNT_TOO_LARGE,
    NOT_WHOLE,
    TIME_IN_FUTURE,
    TOO_OLD,
    TOTALS_CONTRADICT,
    TOO_LARGE,
    NOT_AUTHORIZED,
    UNKNOWN_PROVIDER,
    IDENTITY_CONFLICT,
    TOOL_TEXT_MODE,
    SERIES_BROKEN;

    /** As on the wire: lower snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RejectionReason> parse(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
