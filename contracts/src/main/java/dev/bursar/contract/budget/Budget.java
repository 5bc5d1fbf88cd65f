package dev.bursar.contract.budget;

import dev.bursar.contract.Glob;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A limit per window. What it is (match, per, window, unit) never changes; the rest does, at once.
 *
 * @param match a pattern by dimension, all of which must match; empty is everything
 * @param per the dimensions that split it into accounts, in declared order
 * @param alerts shares of the limit, ascending
 * @param revision 1 and up, raised by every change
 */
public record Budget(
        String id,
        Map<String, String> match,
        List<String> per,
        Limit limit,
        Window window,
        Mode mode,
        List<BigDecimal> alerts,
        WhenUnpriced whenUnpriced,
        WhenUnavailable whenUnavailable,
        long revision,
        State state) {

    /** What happens at the limit. */
    public enum Mode {
        /** Denies. */
        HARD,
        /** Alerts. */
        SOFT,
        /** Only records what it would have done. */
        SHADOW;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its counters can be relied on. */
    public enum State {
        ACTIVE,
        /** Its history is being added; a hard one denies holds meanwhile. */
        FILLING,
        /** Everything it matches is denied. */
        FROZEN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the gate answers for a call that has no price. */
    public sealed interface WhenUnpriced {

        record Deny() implements WhenUnpriced {}

        record Allow() implements WhenUnpriced {}

        /** Takes the call for this much. */
        record FlatUsd(BigDecimal amount) implements WhenUnpriced {}
    }

    /** What the gate answers when the states it holds are stale. */
    public sealed interface WhenUnavailable {

        record Deny() implements WhenUnavailable {}

        record Allow() implements WhenUnavailable {}

        /** Goes by the last known state for so long, then denies. */
        record LastKnown(Duration most) implements WhenUnavailable {}
    }

    public Budget {
        match = Collections.unmodifiableMap(new TreeMap<>(match));
        per = List.copyOf(per);
        alerts = alerts.stream().sorted().toList();
    }

    public boolean matches(Dimensions dimensions) {
        return match.entrySet().stream()
                .allMatch(pattern -> dimensions
                        .get(pattern.getKey())
                        .filter(new Glob(pattern.getValue())::matches)
                        .isPresent());
    }

    /** The account that these dimensions fall to, empty where the budget does not match them. */
    public Optional<AccountKey> account(Dimensions dimensions) {
        if (!matches(dimensions)) {
            return Optional.empty();
        }
        var values = per.stream()
                .map(name -> new AccountKey.Part(name, dimensions.get(name).orElse("")))
                .toList();
        return Optional.of(new AccountKey(id, values));
    }

    public Budget withState(State other) {
        return new Budget(id, match, per, limit, window, mode, alerts, whenUnpriced, whenUnavailable, revision, other);
    }

    public Budget withRevision(long other) {
        return new Budget(id, match, per, limit, window, mode, alerts, whenUnpriced, whenUnavailable, other, state);
    }

    /** Whether another definition is the same budget: what it is did not change. */
    public boolean sameBeing(Budget other) {
        return id.equals(other.id)
                && match.equals(other.match)
                && per.equals(other.per)
                && window.equals(other.window)
                && limit.unit() == other.limit.unit();
    }
}
