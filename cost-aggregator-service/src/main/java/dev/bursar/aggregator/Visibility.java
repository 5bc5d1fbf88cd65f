package dev.bursar.aggregator;

import dev.bursar.contract.Glob;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.kit.security.Caller;
import dev.bursar.kit.security.Roles;
import java.util.Set;

/** Whose entries and accounts a caller may see. */
public sealed interface Visibility {

    /** Everything is visible. */
    record Everything() implements Visibility {}

    /** What carries one of these values in the dimension. */
    record Only(String dimension, Set<String> values) implements Visibility {

        public Only {
            values = Set.copyOf(values);
        }
    }

    /** Auditors and admins see everything, viewers their own teams, all others themselves. */
    static Visibility of(Caller caller) {
        if (caller.has(Roles.AUDITOR)) {
            return new Everything();
        }
        return caller.has(Roles.VIEWER) && caller.teams().isPresent()
                ? new Only(Dimensions.TEAM, caller.teams().get())
                : new Only(Dimensions.PRINCIPAL, Set.of(caller.principal()));
    }

    /** Keeps a query over the ledger to what is visible. */
    default void restrict(LedgerSql sql) {
        if (this instanceof Only only) {
            sql.where(only.dimension() + " = any(" + sql.bind(only.values().toArray(String[]::new)) + ")");
        }
    }

    /** Whether a budget can concern something visible. */
    default boolean concerns(Budget budget) {
        if (!(this instanceof Only only)) {
            return true;
        }
        var pattern = budget.match().get(only.dimension());
        return pattern == null || only.values().stream().anyMatch(new Glob(pattern)::matches);
    }

    /** Whether an entry with these dimensions is visible. */
    default boolean shows(Dimensions dimensions) {
        return !(this instanceof Only only)
                || dimensions
                        .get(only.dimension())
                        .filter(only.values()::contains)
                        .isPresent();
    }

    /** Whether an account holds nothing but what is visible. */
    default boolean shows(Budget budget, AccountKey account) {
        if (!(this instanceof Only only)) {
            return true;
        }
        var pattern = budget.match().get(only.dimension());
        var value = account.dimensions()
                .getOrDefault(only.dimension(), pattern != null && new Glob(pattern).isLiteral() ? pattern : "");
        return only.values().contains(value);
    }
}
