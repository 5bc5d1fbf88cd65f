package dev.bursar.contract.pricing;

import java.util.Locale;

/** How a cost came about. */
public enum CostState {
    PRICED,
    /** No rate; the provider's own figure, from its own body. */
    REPORTED,
    /** No figure for some meter or all: booked at the sum of those that have a rate, and said so. */
    UNPRICED,
    /** A rate of zero. */
    FREE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException on another word */
    public static CostState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
