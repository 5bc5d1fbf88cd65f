package dev.bursar.contract.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What the gates are told of an account. A gate takes the state with the higher epoch, then the higher version.
 *
 * @param epoch raised when the books are found older than the topic, after a restore
 * @param spends one for every window that is current or may become so again; a window without one has no spend
 */
public record AccountState(
        AccountKey key, long epoch, long version, BigDecimal held, boolean frozen, List<Spend> spends, Instant asOf) {

    /** What was spent in one window. */
    public record Spend(Window.Interval window, BigDecimal spent) {}

    public AccountState {
        spends = List.copyOf(spends);
    }

    public AccountState withSpends(List<Spend> others) {
        return new AccountState(key, epoch, version, held, frozen, others, asOf);
    }

    /** Whether a gate has to know of it: an account without spend, holds and freeze is as good as untouched. */
    public boolean isWorthTelling() {
        return !spends.isEmpty() || held.signum() != 0 || frozen;
    }

    /** The account in a window, under a limit that the state does not carry. */
    public Account in(Window.Interval window, Limit limit) {
        var spent = spends.stream()
                .filter(spend -> spend.window().equals(window))
                .map(Spend::spent)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        return new Account(key, window, limit, spent, held, frozen, version, asOf);
    }

    /** Whether this replaces another state of the same account. */
    public boolean isNewerThan(AccountState other) {
        return epoch != other.epoch ? epoch > other.epoch : version > other.version;
    }
}
