package dev.bursar.gate.budget;

import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Budget.Mode;
import dev.bursar.contract.budget.Budget.WhenUnavailable;
import dev.bursar.contract.budget.Window;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An account that an intent falls to.
 *
 * @param readable whether this gate understood the last state of it
 */
record TouchedAccount(Budget budget, Account account, boolean readable) {

    /** Every account that these dimensions fall to at an instant, in the order of the budgets' ids. */
    static List<TouchedAccount> of(BudgetView view, Dimensions dimensions, Instant now, Instant asOf) {
        var touched = new ArrayList<TouchedAccount>();
        for (var definition : view.all()) {
            var budget = definition.budget().orElseThrow();
            if (appliesAt(budget.window(), now)) {
                budget.account(dimensions).ifPresent(key -> touched.add(of(view, budget, key, now, asOf)));
            }
        }
        touched.sort(Comparator.comparing(account -> account.budget().id()));
        return touched;
    }

    private static TouchedAccount of(BudgetView view, Budget budget, AccountKey key, Instant now, Instant asOf) {
        var window = budget.window().at(now);
        var row = view.state(key, now);
        var account = row.flatMap(BudgetView.State::state)
                .map(state -> trueUntil(asOf, state.in(window, budget.limit())))
                .orElseGet(() -> untouched(budget, key, window, asOf));
        return new TouchedAccount(
                budget, account, row.isEmpty() || row.get().state().isPresent());
    }

    private static Account untouched(Budget budget, AccountKey key, Window.Interval window, Instant asOf) {
        return new Account(key, window, budget.limit(), BigDecimal.ZERO, BigDecimal.ZERO, false, 0, asOf);
    }

    /** A state that nothing newer followed is as new as the last heartbeat. */
    private static Account trueUntil(Instant asOf, Account account) {
        return account.asOf().isAfter(asOf)
                ? account
                : new Account(
                        account.key(),
                        account.window(),
                        account.limit(),
                        account.spent(),
                        account.held(),
                        account.frozen(),
                        account.version(),
                        asOf);
    }

    /** What lies outside a fixed window counts nowhere. */
    private static boolean appliesAt(Window window, Instant now) {
        return !(window instanceof Window.Fixed fixed) || fixed.interval().contains(now);
    }

    /** What counts for all of them when the numbers are old. Only hard budgets have a say: the others never refuse. */
    static WhenUnavailable strictest(List<TouchedAccount> touched) {
        return touched.stream()
                .map(TouchedAccount::budget)
                .filter(budget -> budget.mode() == Mode.HARD)
                .map(Budget::whenUnavailable)
                .min(Comparator.comparing(TouchedAccount::longest))
                .orElseGet(WhenUnavailable.Allow::new);
    }

    private static Duration longest(WhenUnavailable when) {
        if (when instanceof WhenUnavailable.LastKnown known) {
            return known.most();
        }
        return when instanceof WhenUnavailable.Deny ? Duration.ofSeconds(-1) : Duration.ofSeconds(Long.MAX_VALUE);
    }

    AccountFinding judge(Needs needs, Freshness freshness, WhenUnavailable strictest) {
        var need = needs.of(budget);
        var requested =
                need instanceof Need.Amount amount ? Optional.of(amount.amount()) : Optional.<BigDecimal>empty();
        if (budget.state() == Budget.State.FROZEN || account.frozen()) {
            return found(requested, Finding.FROZEN, "frozen by an administrator");
        }
        var unreliable = unreliable(freshness, strictest);
        if (unreliable.isPresent()) {
            var finding = unreliable.get().passes() ? Finding.NOT_JUDGED : Finding.UNAVAILABLE;
            return found(requested, finding, unreliable.get().why());
        }
        return compare(need, requested);
    }

    private AccountFinding compare(Need need, Optional<BigDecimal> requested) {
        var available = account.available();
        if (need instanceof Need.Unsaid unsaid) {
            return found(requested, Finding.UNSAID, unsaid.field() + " is missing");
        }
        if (need instanceof Need.Unpriced unpriced) {
            return found(
                    requested,
                    Finding.UNPRICED,
                    "no price: " + unpriced.reason().code());
        }
        if (need instanceof Need.SomethingLeft) {
            return found(requested, available.signum() > 0 ? Finding.FITS : Finding.EXHAUSTED, "");
        }
        if (requested.orElseThrow().compareTo(available) <= 0) {
            return found(requested, Finding.FITS, "");
        }
        return found(requested, available.signum() > 0 ? Finding.EXCEEDED : Finding.EXHAUSTED, "");
    }

    /** Why the numbers can't be relied on, and whether the intent may pass all the same. */
    private record Unreliable(String why, boolean passes) {}

    private Optional<Unreliable> unreliable(Freshness freshness, WhenUnavailable strictest) {
        if (!readable) {
            return Optional.of(new Unreliable("this gate can't read the account's state", false));
        }
        if (budget.state() == Budget.State.FILLING) {
            // Nothing complete was ever known of it: its last known numbers are no numbers.
            boolean passes = budget.whenUnavailable() instanceof WhenUnavailable.Allow;
            return Optional.of(new Unreliable("filling: its history is still being added", passes));
        }
        if (freshness instanceof Freshness.Stale stale && longest(strictest).compareTo(stale.age()) < 0) {
            return Optional.of(new Unreliable("last heard of the books at " + stale.asOf(), false));
        }
        boolean allowed = freshness instanceof Freshness.Stale && strictest instanceof WhenUnavailable.Allow;
        return allowed ? Optional.of(new Unreliable("not heard of the books", true)) : Optional.empty();
    }

    private AccountFinding found(Optional<BigDecimal> requested, Finding finding, String detail) {
        return new AccountFinding(budget, account, requested, finding, detail);
    }
}
