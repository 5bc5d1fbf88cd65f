package dev.bursar.contract.budget;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account as it stands in one window.
 *
 * @param spent sum of the ledger entries in the window, in the budget's unit
 * @param held holds not yet ended, whenever they began
 * @param version raised by every change of the account
 * @param asOf the instant this was true
 */
public record Account(
        AccountKey key,
        Window.Interval window,
        Limit limit,
        BigDecimal spent,
        BigDecimal held,
        boolean frozen,
        long version,
        Instant asOf) {

    /** limit − spent − held; negative where more was spent than allowed. */
    public BigDecimal available() {
        return limit.amount().subtract(spent).subtract(held);
    }
}
