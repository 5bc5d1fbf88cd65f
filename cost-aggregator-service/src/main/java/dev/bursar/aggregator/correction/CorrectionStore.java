package dev.bursar.aggregator.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.correction.CorrectionRequest.Kind;
import dev.bursar.aggregator.ledger.Reviser.Tally;
import dev.bursar.contract.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table of corrections. */
@ApplicationScoped
class CorrectionStore {

    private static final String COLUMNS = """
            number, kind, request::text, requested_by, requested_at, state, through_posting, after_entry, entries,
            difference, finished_at, failure
            """;

    /** With no posting under way, so that every entry there will be of the postings so far is there. */
    private static final String LOCK = "select pg_advisory_xact_lock($1)::text";

    private static final String INSERT = """
            insert into correction
                (kind, request, dry_run, automatic, requested_by, requested_at, state, through_posting)
            select $1, $2::text::jsonb, $3, $4, $5, now(), 'queued', last_value from posting_id
            returning
            """ + COLUMNS;

    private static final String FIND = "select " + COLUMNS + " from correction where kind = $1 and number = $2";

    private static final String PAGE = "select " + COLUMNS + """
            from correction where kind = $1 and number < $2 order by number desc limit $3
            """;

    private static final String NEXT = "select " + COLUMNS + """
            from correction where state in ('queued', 'running') order by automatic desc, number limit 1
            """;

    /** Waits for the slice before to commit; an update alone would judge by what was there before, and pass the row by. */
    private static final String WAIT = "select 1 from correction where number = $1 for update";

    private static final String ADVANCE = """
            update correction
            set state = 'running', after_entry = $2, entries = entries + $3, difference = difference + $4
            where number = $1 and after_entry = $5
            """;

    private static final String FINISH = """
            update correction set state = $2, failure = $3, finished_at = now() where number = $1 returning
            """ + COLUMNS;

    private final Pool pool;

    CorrectionStore(Pool pool) {
        this.pool = pool;
    }

    /** Queues a correction of what is in the books at this moment. */
    Uni<CorrectionRow> add(CorrectionRequest request, String requestedBy) {
        return pool.withTransaction(connection -> add(connection, request, requestedBy, false));
    }

    /** {@link #add(CorrectionRequest, String)} as part of a transaction, by the books themselves. */
    Uni<CorrectionRow> add(SqlConnection connection, CorrectionRequest request) {
        return add(connection, request, "bursar", true);
    }

    private static Uni<CorrectionRow> add(
            SqlConnection connection, CorrectionRequest request, String requestedBy, boolean automatic) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(AdvisoryLock.GENERATION.key()))
                .chain(() -> connection
                        .preparedQuery(INSERT)
                        .execute(Tuple.of(
                                request.kind().code(),
                                request.body().toString(),
                                request.dryRun(),
                                automatic,
                                requestedBy)))
                .map(rows -> rows(rows).get(0));
    }

    Uni<Optional<CorrectionRow>> find(Kind kind, long number) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(kind.code(), number))
                .map(rows -> rows(rows).stream().findFirst());
    }

    /** The latest first. */
    Uni<List<CorrectionRow>> page(Kind kind, long before, Page page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(kind.code(), before, page.fetch()))
                .map(CorrectionStore::rows);
    }

    /** What is to be worked at now. */
    Uni<Optional<CorrectionRow>> next() {
        return pool.query(NEXT).execute().map(rows -> rows(rows).stream().findFirst());
    }

    /**
     * Writes how far a correction has come, once.
     *
     * @param from where it stood, in this or an earlier transaction
     */
    static Uni<Void> advance(SqlConnection connection, CorrectionRow row, long from, long to, Tally tally) {
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(row.number()))
                .chain(() -> connection
                        .preparedQuery(ADVANCE)
                        .execute(Tuple.of(
                                row.number(), to, tally.events(), Numeric.create(tally.differenceUsd()), from)))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException(
                                "correction " + row.id() + " does not stand at entry " + from + " any more");
                    }
                })
                .replaceWithVoid();
    }

    /** Writes that there was nothing to correct between two entries. */
    Uni<Void> skip(CorrectionRow row, long from, long to) {
        return pool.withTransaction(connection -> advance(connection, row, from, to, new Tally(0, BigDecimal.ZERO)));
    }

    /** @return the correction as it ended */
    Uni<CorrectionRow> finish(CorrectionRow row, Optional<String> failure) {
        return pool.preparedQuery(FINISH)
                .execute(Tuple.of(row.number(), failure.isEmpty() ? "done" : "failed", failure.orElse(null)))
                .map(rows -> rows(rows).get(0));
    }

    private static List<CorrectionRow> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CorrectionStore::row)
                .toList();
    }

    private static CorrectionRow row(Row row) {
        return new CorrectionRow(
                row.getLong("number"),
                request(row),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getString("state"),
                row.getLong("through_posting"),
                row.getLong("after_entry"),
                row.getLong("entries"),
                row.getBigDecimal("difference"),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(at -> at.toInstant()),
                Optional.ofNullable(row.getString("failure")));
    }

    private static CorrectionRequest request(Row row) {
        try {
            return CorrectionRequest.readStored(Kind.of(row.getString("kind")), Json.read(row.getString("request")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored correction is not JSON", e);
        }
    }
}
