package dev.bursar.contract.budget;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * How much of what a window may hold.
 *
 * @param amount positive; whole for {@link Unit#TOKENS} and {@link Unit#REQUESTS}; shown with the decimals it was given
 */
public record Limit(Unit unit, BigDecimal amount) {

    /** What a budget counts. */
    public enum Unit {
        USD,
        /** All token meters together. */
        TOKENS,
        /** Calls. */
        REQUESTS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The most decimals of a limit. */
    public static final int MAX_SCALE = 18;

    public Limit {
        if (amount.signum() < 0 || amount.scale() > (unit == Unit.USD ? MAX_SCALE : 0)) {
            throw new IllegalArgumentException("a limit is not negative, and whole unless it is money: " + amount);
        }
    }
}
