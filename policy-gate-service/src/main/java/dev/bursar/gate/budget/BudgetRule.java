package dev.bursar.gate.budget;

import dev.bursar.contract.policy.Reason;
import dev.bursar.contract.policy.Violation;
import dev.bursar.gate.budget.BudgetVerdict.Fits;
import dev.bursar.gate.budget.BudgetVerdict.Refused;
import dev.bursar.gate.budget.Intent.ModelCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the budgets let an intent pass: a model call when it fits every matching hard account at its worst case,
 * anything else while something is left in each. What can't be known refuses, unless the budgets in question say
 * otherwise.
 */
final class BudgetRule {

    private static final String RULE = "budgets";

    private final BudgetView budgets;
    private final RatesView rates;

    BudgetRule(BudgetView budgets, RatesView rates) {
        this.budgets = budgets;
        this.rates = rates;
    }

    /** @param requireHold whether the policy lets model calls pass only with a hold */
    BudgetVerdict judge(Intent intent, boolean requireHold, Instant now) {
        if (intent instanceof ModelCall call && (call.hold() || requireHold)) {
            return withoutHold(call.hold());
        }
        var freshness = budgets.freshness(now);
        if (freshness instanceof Freshness.Never || !rates.cards().isServable()) {
            return refused(Reason.BUDGETS_UNAVAILABLE, "", "the budgets have not been read yet", Optional.empty());
        }
        var unreadable = budgets.all().stream()
                .filter(definition -> definition.budget().isEmpty())
                .findFirst();
        if (unreadable.isPresent()) {
            var id = unreadable.get().id();
            var detail = "this gate can't read budget " + id + ", so it can't tell what it refuses";
            return refused(Reason.BUDGETS_UNAVAILABLE, id, detail, asOf(freshness));
        }
        return judge(intent, freshness, now);
    }

    private BudgetVerdict judge(Intent intent, Freshness freshness, Instant now) {
        var touched = TouchedAccount.of(
                budgets, intent.dimensions(), now, asOf(freshness).orElseThrow());
        var accounts = judge(touched, intent, freshness, now);
        boolean degraded = freshness instanceof Freshness.Stale;
        var refusing = accounts.stream().filter(AccountFinding::refuses).toList();
        if (refusing.isEmpty()) {
            return new Fits(accounts, degraded, asOf(freshness));
        }
        var fits = intent instanceof ModelCall call
                ? LargestOutput.of(
                        call,
                        smaller ->
                                judge(touched, smaller, freshness, now).stream().noneMatch(AccountFinding::refuses))
                : OptionalLong.empty();
        return new Refused(
                BudgetMessage.reason(refusing),
                BudgetMessage.of(refusing, fits),
                BudgetMessage.violations(refusing),
                fits,
                accounts,
                degraded,
                asOf(freshness));
    }

    private List<AccountFinding> judge(List<TouchedAccount> touched, Intent intent, Freshness freshness, Instant now) {
        var need = needs(intent, now);
        var unavailable = TouchedAccount.strictest(touched);
        return touched.stream()
                .map(account -> account.judge(need, freshness, unavailable))
                .toList();
    }

    private Needs needs(Intent intent, Instant now) {
        if (intent instanceof ModelCall call) {
            return WorstCase.of(call, rates.pricer(), now)::of;
        }
        return budget -> new Need.SomethingLeft();
    }

    /** Holds come with a later release. Granting one in word only would let the caller rely on money nobody set aside. */
    private static BudgetVerdict withoutHold(boolean asked) {
        return asked
                ? refused(Reason.BUDGETS_UNAVAILABLE, "hold", "this gate can't place holds", Optional.empty())
                : refused(Reason.HOLD_REQUIRED, "", "the policy requires a hold", Optional.empty());
    }

    private static Refused refused(Reason reason, String value, String detail, Optional<Instant> asOf) {
        return new Refused(
                reason,
                BudgetMessage.PREFIX + detail,
                List.of(new Violation(reason, RULE, value, detail)),
                OptionalLong.empty(),
                List.of(),
                asOf.isEmpty(),
                asOf);
    }

    private static Optional<Instant> asOf(Freshness freshness) {
        if (freshness instanceof Freshness.Fresh fresh) {
            return Optional.of(fresh.asOf());
        }
        return freshness instanceof Freshness.Stale stale ? Optional.of(stale.asOf()) : Optional.empty();
    }
}
