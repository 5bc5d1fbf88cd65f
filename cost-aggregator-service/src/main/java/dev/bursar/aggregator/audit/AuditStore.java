package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.budget.BudgetDefinition;
import dev.bursar.aggregator.budget.BudgetDefinitions;
import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.aggregator.budget.LedgerSums;
import dev.bursar.aggregator.budget.LedgerSums.Entries;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The auditor's shadow counters, and their comparison with those of the budgets. */
@ApplicationScoped
class AuditStore {

    /** Postings of one fold. */
    private static final int POSTINGS = 2_000;

    private static final int CHUNK = 5_000;

    private static final String LOCK = "select pg_try_advisory_xact_lock($1) as free";

    private static final String TAKE = """
            update posting set audited = true
            where id in (select id from posting where not audited order by id limit $1) returning id
            """;

    private static final String KNOWN = "select budget from audit_budget";

    private static final String DROP_SHADOW = "delete from audit_window where split_part(key, '/', 1) = $1";

    private static final String KNOW = "insert into audit_budget (budget) values ($1) on conflict do nothing";

    private static final String ADD = """
            insert into audit_window (key, window_start, window_end, spent)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::numeric[])
            on conflict (key, window_start) do update set spent = audit_window.spent + excluded.spent
            """;

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

    AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** What was folded: postings, and budgets counted from the beginning. Nothing where another instance folds. */
    record Folded(int postings, int budgets) {
        static final Folded NOTHING = new Folded(0, 0);

        boolean maybeMore() {
            return postings == POSTINGS;
        }
    }

    /** Folds some postings into the shadow, once; budgets it does not know are counted up from the whole ledger. */
    Uni<Folded> fold(Instant now) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(AdvisoryLock.AUDITOR.key()))
                .chain(row -> row.iterator().next().getBoolean("free")
                        ? foldLocked(connection, now)
                        : Uni.createFrom().item(Folded.NOTHING)));
    }

    private Uni<Folded> foldLocked(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(POSTINGS))
                .map(rows -> list(rows, row -> row.getLong("id")))
                .chain(postings -> known(connection)
                        .chain(known -> active(connection)
                                .chain(budgets -> Multi.createFrom()
                                        .iterable(budgets)
                                        .onItem()
                                        .transformToUniAndConcatenate(budget -> known.contains(budget.id())
                                                ? foldInto(connection, budget, postings, now)
                                                : countUp(connection, budget, now))
                                        .collect()
                                        .last()
                                        .replaceWith(() -> new Folded(postings.size(), budgets.size())))));
    }

    private static Uni<Set<String>> known(SqlConnection connection) {
        return connection.query(KNOWN).execute().map(rows -> new HashSet<>(list(rows, row -> row.getString("budget"))));
    }

    /** Budgets whose history is complete. */
    private static Uni<List<Budget>> active(SqlConnection connection) {
        return BudgetDefinitions.load(connection)
                .map(all -> all.stream()
                        .filter(definition -> definition.filledFromPosting().isEmpty())
                        .map(BudgetDefinition::budget)
                        .toList());
    }

    private static Uni<Void> foldInto(SqlConnection connection, Budget budget, List<Long> postings, Instant now) {
        return postings.isEmpty()
                ? Uni.createFrom().voidItem()
                : LedgerSums.of(connection, budget, new Entries.Of(postings), now)
                        .chain(sums -> add(connection, sums));
    }

    private static Uni<Void> countUp(SqlConnection connection, Budget budget, Instant now) {
        return connection
                .preparedQuery(DROP_SHADOW)
                .execute(Tuple.of(budget.id()))
                .chain(() -> LedgerSums.of(connection, budget, new Entries.Audited(), now))
                .chain(sums -> add(connection, sums))
                .chain(() -> connection.preparedQuery(KNOW).execute(Tuple.of(budget.id())))
                .replaceWithVoid();
    }

    private static Uni<Void> add(SqlConnection connection, List<Movement> sums) {
        var chunks = new ArrayList<List<Movement>>();
        for (int from = 0; from < sums.size(); from += CHUNK) {
            chunks.add(sums.subList(from, Math.min(from + CHUNK, sums.size())));
        }
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToUniAndConcatenate(
                        chunk -> connection.preparedQuery(ADD).execute(parameters(chunk)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Tuple parameters(List<Movement> sums) {
        return Tuple.of(
                sums.stream().map(Movement::account).toArray(String[]::new),
                sums.stream().map(sum -> utc(sum.window().start())).toArray(OffsetDateTime[]::new),
                sums.stream().map(sum -> utc(sum.window().end())).toArray(OffsetDateTime[]::new),
                sums.stream().map(sum -> Numeric.create(sum.amount())).toArray(Numeric[]::new));
    }

    /** Compares counters and shadow in one snapshot, in which the shadow is first completed with what is not folded yet. */
    Uni<Comparison> compare(Instant now) {
        return pool.withTransaction(connection -> connection
                .query(ONE_SNAPSHOT)
                .execute()
                .chain(() -> known(connection))
                .chain(known -> active(connection)
                        .map(all -> all.stream()
                                .filter(budget -> known.contains(budget.id()))
                                .toList()))
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
            List<Long> postings = list(rows, row -> row.getLong("id"));
            return postings.isEmpty()
                    ? Uni.createFrom().item(comparison)
                    : Multi.createFrom()
                            .iterable(budgets)
                            .onItem()
                            .transformToUniAndConcatenate(
                                    budget -> LedgerSums.of(connection, budget, new Entries.Of(postings), now))
                            .invoke(sums -> comparison.subtract(sums, now))
                            .collect()
                            .last()
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

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> value) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(value.apply(row)));
        return list;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
