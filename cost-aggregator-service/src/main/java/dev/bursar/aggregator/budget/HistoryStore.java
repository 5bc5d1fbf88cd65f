package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.aggregator.budget.LedgerSums.Entries;
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

/** Adds a budget's history to its counters. */
@ApplicationScoped
class HistoryStore {

    /** Rows of one statement. */
    private static final int CHUNK = 5_000;

    /** Claims the budget: of two that add the same history, the second finds nothing to do. */
    private static final String CLAIM = """
            update budget set filled_from_posting = null,
                state = case state when 'filling' then 'active' else state end
            where id = $1 and filled_from_posting = $2 and not deleted
            """;

    /** Before the windows, as postings do: two that lock in other orders would wait for one another. */
    private static final String TOUCH = """
            insert into account (key, budget) select distinct key, $1 from unnest($2::text[]) moved (key) order by 1
            on conflict (key) do update set version = account.version + 1
            """;

    private static final String ADD = """
            insert into account_window (key, window_start, window_end, spent)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::numeric[])
                moved (key, window_start, window_end, amount)
            order by key, window_start
            on conflict (key, window_start) do update set spent = account_window.spent + excluded.spent
            """;

    private static final String MARK_ALL = """
            insert into account_dirty (key) select key from account where budget = $1 order by key
            """;

    /** The publisher looks at definitions when this moves: gates hear at once that a budget is active. */
    private static final String RAISE_GENERATION = "update books set generation = generation + 1";

    private final Pool pool;

    HistoryStore(Pool pool) {
        this.pool = pool;
    }

    /** Every budget that waits for its history. */
    Uni<List<BudgetDefinition>> waiting() {
        return BudgetDefinitions.load(pool)
                .map(all -> all.stream()
                        .filter(definition -> definition.filledFromPosting().isPresent())
                        .toList());
    }

    /**
     * Adds the history of one budget: what was posted up to its mark does not change any more, so it is added up first,
     * without holding anything.
     */
    Uni<Void> add(BudgetDefinition definition, Instant now) {
        long mark = definition.filledFromPosting().orElseThrow();
        return LedgerSums.of(pool, definition.budget(), new Entries.UpTo(mark), now)
                .chain(sums -> pool.withTransaction(
                        connection -> add(connection, definition.budget().id(), mark, sums)))
                .chain(() -> pool.query(RAISE_GENERATION).execute())
                .replaceWithVoid();
    }

    private static Uni<Void> add(SqlConnection connection, String budget, long mark, List<Movement> sums) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(budget, mark))
                .chain(claimed ->
                        claimed.rowCount() == 0 ? Uni.createFrom().voidItem() : addChunks(connection, budget, sums));
    }

    private static Uni<Void> addChunks(SqlConnection connection, String budget, List<Movement> sums) {
        return Multi.createFrom()
                .iterable(chunks(sums))
                .onItem()
                .transformToUniAndConcatenate(chunk -> connection
                        .preparedQuery(TOUCH)
                        .execute(Tuple.of(budget, keys(chunk)))
                        .chain(() -> connection.preparedQuery(ADD).execute(parameters(chunk)))
                        .replaceWithVoid())
                .collect()
                .last()
                .chain(() -> connection.preparedQuery(MARK_ALL).execute(Tuple.of(budget)))
                .replaceWithVoid();
    }

    private static List<List<Movement>> chunks(List<Movement> sums) {
        var chunks = new ArrayList<List<Movement>>();
        int from = 0;
        while (from < sums.size()) {
            int to = Math.min(from + CHUNK, sums.size());
            chunks.add(sums.subList(from, to));
            from = to;
        }
        return chunks;
    }

    private static String[] keys(List<Movement> chunk) {
        return chunk.stream().map(Movement::account).toArray(String[]::new);
    }

    private static Tuple parameters(List<Movement> chunk) {
        return Tuple.of(
                keys(chunk),
                chunk.stream().map(moved -> utc(moved.window().start())).toArray(OffsetDateTime[]::new),
                chunk.stream().map(moved -> utc(moved.window().end())).toArray(OffsetDateTime[]::new),
                chunk.stream().map(moved -> Numeric.create(moved.amount())).toArray(Numeric[]::new));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
