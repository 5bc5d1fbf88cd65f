package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.aggregator.budget.LedgerSums;
import dev.bursar.aggregator.budget.LedgerSums.Entries;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The auditor's own counters: sums of the ledger that no posting has touched. */
@ApplicationScoped
class ShadowStore {

    /** Postings of one fold. */
    private static final int POSTINGS = 2_000;

    private static final int CHUNK = 5_000;

    private static final String LOCK = "select pg_try_advisory_xact_lock($1) as free";

    private static final String NEXT = "select id from posting where not audited order by id limit $1";

    private static final String MARK = "update posting set audited = true where id = any($1)";

    private static final String DROP_SHADOW = "delete from audit_window where split_part(key, '/', 1) = $1";

    private static final String KNOW = "insert into audit_budget (budget) values ($1) on conflict do nothing";

    private static final String ADD = """
            insert into audit_window (key, window_start, window_end, spent)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::numeric[])
            on conflict (key, window_start) do update set spent = audit_window.spent + excluded.spent
            """;

    private final Pool pool;

    ShadowStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Folds the next postings into the shadow, once. They are marked last: whoever publishes them does not wait meanwhile.
     *
     * @return whether there may be more
     */
    Uni<Boolean> fold(Instant now) {
        return locked(connection -> connection
                        .preparedQuery(NEXT)
                        .execute(Tuple.of(POSTINGS))
                        .map(rows -> ShadowBudgets.list(rows, row -> row.getLong("id")))
                        .chain(postings -> postings.isEmpty()
                                ? Uni.createFrom().item(postings)
                                : fold(connection, postings, now).replaceWith(postings)))
                .map(folded -> folded != null && folded.size() == POSTINGS);
    }

    private static Uni<Void> fold(SqlConnection connection, List<Long> postings, Instant now) {
        return ShadowBudgets.known(connection)
                .chain(known -> ShadowBudgets.each(
                        known,
                        budget -> LedgerSums.of(connection, budget, new Entries.Of(postings), now)
                                .chain(sums -> add(connection, sums))))
                .chain(() -> connection.preparedQuery(MARK).execute(Tuple.of(postings.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    /** Counts up, from what has been folded of the ledger, those budgets that the shadow does not have yet. */
    Uni<Void> countNewcomers(Instant now) {
        return locked(connection -> ShadowBudgets.known(connection)
                .chain(known -> ShadowBudgets.active(connection).map(active -> {
                    var newcomers = new ArrayList<>(active);
                    newcomers.removeAll(known);
                    return newcomers;
                }))
                .chain(newcomers -> ShadowBudgets.each(newcomers, budget -> countUp(connection, budget, now))));
    }

    /** In a transaction of its own; null where another instance is at it. */
    private <T> Uni<T> locked(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(AdvisoryLock.AUDITOR.key()))
                .chain(row -> row.iterator().next().getBoolean("free")
                        ? work.apply(connection)
                        : Uni.createFrom().nullItem()));
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

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
