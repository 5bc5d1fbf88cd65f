package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.budget.LedgerSums;
import dev.bursar.aggregator.budget.LedgerSums.Entries;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Compares the counters of budgets with the auditor's shadow, and drops both for windows that are long over. */
@ApplicationScoped
class ComparisonStore {

    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String NOT_FOLDED = "select id from posting where not audited order by id";

    /** Windows that ended long ago are not kept, and so not compared either. */
    private static final String DIFFERENCES = """
            select key, window_start, coalesce(live.spent, 0) - coalesce(shadow.spent, 0) as excess
            from (select key, window_start, spent from account_window
                  where split_part(key, '/', 1) = any($1) and window_end > $2) live
                full join
                 (select key, window_start, spent from audit_window
                  where split_part(key, '/', 1) = any($1) and window_end > $2) shadow
                using (key, window_start)
            where coalesce(live.spent, 0) <> coalesce(shadow.spent, 0)
            """;

    private static final String PRUNE_SHADOW = "delete from audit_window where window_end < $1";

    private static final String PRUNE = "delete from account_window where window_end < $1";

    private final Pool pool;

    ComparisonStore(Pool pool) {
        this.pool = pool;
    }

    /** Compares counters and shadow in one snapshot, in which the shadow is first completed with what is not folded yet. */
    Uni<Comparison> compare(Instant now) {
        return pool.withTransaction(connection -> connection
                .query(ONE_SNAPSHOT)
                .execute()
                .chain(() -> ShadowBudgets.known(connection))
                .chain(budgets -> differences(connection, budgets, now)
                        .chain(comparison -> complete(connection, comparison, budgets, now))));
    }

    private static Uni<Comparison> differences(SqlConnection connection, List<Budget> budgets, Instant now) {
        var ids = budgets.stream().map(Budget::id).toArray(String[]::new);
        return connection
                .preparedQuery(DIFFERENCES)
                .execute(Tuple.of(ids, utc(now.minus(Comparison.COMPARED))))
                .map(rows -> {
                    var comparison = new Comparison(budgets);
                    rows.forEach(row -> comparison.add(
                            row.getString("key"),
                            row.getOffsetDateTime("window_start").toInstant(),
                            row.getBigDecimal("excess")));
                    return comparison;
                });
    }

    private static Uni<Comparison> complete(
            SqlConnection connection, Comparison comparison, List<Budget> budgets, Instant now) {
        return connection.query(NOT_FOLDED).execute().chain(rows -> {
            List<Long> postings = ShadowBudgets.list(rows, row -> row.getLong("id"));
            return postings.isEmpty()
                    ? Uni.createFrom().item(comparison)
                    : ShadowBudgets.each(
                                    budgets,
                                    budget -> LedgerSums.of(connection, budget, new Entries.Of(postings), now)
                                            .invoke(sums -> comparison.subtract(sums, now))
                                            .replaceWithVoid())
                            .replaceWith(comparison);
        });
    }

    /** Drops windows that ended too long ago to be counted up again. */
    Uni<Void> prune(Instant now) {
        var before = utc(now.minus(LedgerSums.KEPT));
        return pool.withTransaction(connection -> connection
                .preparedQuery(PRUNE_SHADOW)
                .execute(Tuple.of(before))
                .chain(() -> connection.preparedQuery(PRUNE).execute(Tuple.of(before)))
                .replaceWithVoid());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
