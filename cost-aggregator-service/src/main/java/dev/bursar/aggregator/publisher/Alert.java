package dev.bursar.aggregator.publisher;

import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.Budget;
import java.math.BigDecimal;
import java.util.List;

/**
 * An account whose spend reached a share of its limit.
 *
 * @param threshold the share
 */
record Alert(Account account, BigDecimal threshold) {

    /** Every threshold that an account has reached. */
    static List<Alert> reached(Budget budget, Account account) {
        return budget.alerts().stream()
                .filter(share ->
                        account.spent().compareTo(share.multiply(account.limit().amount())) >= 0)
                .map(share -> new Alert(account, share))
                .toList();
    }

    /** The same whenever and by whom it is told, so that a reader can drop the rare second telling. */
    String id() {
        return account.key().text() + "@" + account.window().start() + "@" + threshold.toPlainString();
    }
}
