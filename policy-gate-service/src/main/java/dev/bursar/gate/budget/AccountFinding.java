package dev.bursar.gate.budget;

import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Limit;
import dev.bursar.contract.budget.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One account that an intent falls to, and what was found there.
 *
 * @param account as it stands in the window of the gate's clock
 * @param requested what the intent needs of it, in its unit; empty where that is not known
 * @param detail what numbers can't say: why they can't be relied on, what is missing; may be empty
 */
public record AccountFinding(
        Budget budget, Account account, Optional<BigDecimal> requested, Finding finding, String detail) {

    /** Whether it is in the way. Only hard budgets refuse; what an admin has frozen is refused in any mode. */
    public boolean refuses() {
        return finding.reason().isPresent() && (budget.mode() == Mode.HARD || finding == Finding.FROZEN);
    }

    /**
     * When what is refused now would fit; empty where waiting does not help. What is frozen shows when its window ends,
     * as everywhere: whether it is thawed by then is an administrator's to say.
     */
    public Optional<Instant> resetsAt() {
        boolean numbers = finding == Finding.EXCEEDED || finding == Finding.EXHAUSTED || finding == Finding.FROZEN;
        boolean tooLarge = finding != Finding.FROZEN
                && budget.window() instanceof Window.Calendar
                && requested
                        .filter(needed -> needed.compareTo(account.limit().amount()) > 0)
                        .isPresent();
        if (!numbers || tooLarge || budget.window() instanceof Window.Lifetime) {
            return Optional.empty();
        }
        return Optional.of(account.window().end());
    }

    Limit.Unit unit() {
        return account.limit().unit();
    }
}
