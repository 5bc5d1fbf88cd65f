package dev.bursar.contract.pricing;

import java.util.Locale;

/** Why there is no figure. */
public enum UnpricedReason {
    /** The model is known, but no card of it was in force at the event's time. */
    NO_RATE_CARD,
    UNKNOWN_MODEL,
    /** The card has no price for one of the meters, nor for what it falls back to. */
    MISSING_RATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException on another word */
    public static UnpricedReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
