package dev.bursar.gate.budget;

import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the budgets say to an intent. */
public sealed interface BudgetVerdict {

    /** Every account that the intent falls to, in the order of the budgets' ids. */
    List<AccountFinding> accounts();

    /** Whether the numbers are older than they should be. */
    boolean degraded();

    /** Up to when the numbers are complete; empty where none were ever read. */
    Optional<Instant> asOf();

    /** No hard budget is in the way. */
    record Fits(List<AccountFinding> accounts, boolean degraded, Optional<Instant> asOf) implements BudgetVerdict {

        public Fits {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Something is in the way.
     *
     * @param reason the gravest of the violations
     * @param message for people, with the numbers
     * @param maxOutputTokens the most output with which the call would fit everywhere; empty where none would do
     */
    record Refused(
            Reason reason,
            String message,
            List<Violation> violations,
            OptionalLong maxOutputTokens,
            List<AccountFinding> accounts,
            boolean degraded,
            Optional<Instant> asOf)
            implements BudgetVerdict {

        public Refused {
            violations = List.copyOf(violations);
            accounts = List.copyOf(accounts);
        }
    }
}
