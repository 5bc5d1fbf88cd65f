package dev.bursar.gate.budget;

import dev.bursar.contract.pricing.UnpricedReason;
import java.math.BigDecimal;

/** What an intent needs of one account, in the account's unit. */
sealed interface Need {

    /** So much, exactly. */
    record Amount(BigDecimal amount) implements Need {}

    /** Nothing by itself; something must be left all the same. */
    record SomethingLeft() implements Need {}

    /** Money, but nobody knows how much. */
    record Unpriced(UnpricedReason reason) implements Need {}

    /** It depends on a count that the caller left out. */
    record Unsaid(String field) implements Need {}
}
