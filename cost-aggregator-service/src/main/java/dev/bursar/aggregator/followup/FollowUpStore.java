package dev.bursar.aggregator.followup;

import dev.bursar.aggregator.ledger.EntryId;
import dev.bursar.aggregator.ledger.LedgerEntry;
import dev.bursar.aggregator.ledger.LedgerRow;
import dev.bursar.aggregator.ledger.RecentPostings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads postings that are not told yet, oldest first. */
@ApplicationScoped
class FollowUpStore {

    /** Bounds what is in memory at once. */
    private static final int MAX_POSTINGS = 8;

    private static final String POSTINGS = """
            select id from posting where not published order by id limit $1
            """;

    private static final String ENTRIES =
            "select " + LedgerRow.COLUMNS.replaceFirst("id, posted_at", "e.id, e.posted_at") + """
            from unnest($1::bigint[]) as n(posting)
            join posting p on p.id = n.posting
            join ledger_entry e
                on e.posted_at = p.posted_at and e.id >= p.id * $2::bigint and e.id < (p.id + 1) * $2::bigint
            order by e.id
            """;

    private static final String REJECTIONS = """
            select reason, detail, principal, source, event_id, path, topic, partition, record_offset, redacted::text,
                received_at
            from set_aside where posting = any($1::bigint[]) order by id
            """;

    private static final String MARK = """
            update posting set published = true where id = any($1::bigint[])
            """;

    private final RecentPostings recent;

    FollowUpStore(RecentPostings recent) {
        this.recent = recent;
    }

    Uni<FollowUps> unpublished(SqlConnection connection) {
        return connection
                .preparedQuery(POSTINGS)
                .execute(Tuple.of(MAX_POSTINGS))
                .map(rows -> list(rows, row -> row.getLong("id")))
                .chain(postings -> postings.isEmpty()
                        ? Uni.createFrom().item(new FollowUps(postings, List.of(), List.of()))
                        : read(connection, postings));
    }

    private Uni<FollowUps> read(SqlConnection connection, List<Long> postings) {
        var entries = new ArrayList<LedgerEntry>();
        var known = recent.find(postings);
        known.values().forEach(posting -> entries.addAll(posting.entries()));
        var others = postings.stream().filter(id -> !known.containsKey(id)).toArray(Long[]::new);
        return entries(connection, others)
                .invoke(entries::addAll)
                .chain(() -> rejections(connection, postings.toArray(Long[]::new)))
                .map(rejections -> new FollowUps(postings, entries, rejections));
    }

    private static Uni<List<LedgerEntry>> entries(SqlConnection connection, Long[] postings) {
        if (postings.length == 0) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(ENTRIES)
                .execute(Tuple.of(postings, (long) EntryId.PER_POSTING))
                .map(rows -> list(rows, LedgerRow::read));
    }

    private static Uni<List<Rejection>> rejections(SqlConnection connection, Long[] postings) {
        return connection
                .preparedQuery(REJECTIONS)
                .execute(Tuple.tuple().addValue(postings))
                .map(rows -> list(rows, FollowUpStore::rejection));
    }

    Uni<Void> markPublished(SqlConnection connection, FollowUps followUps) {
        return followUps.postings().isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(MARK)
                        .execute(Tuple.tuple().addValue(followUps.postings().toArray(Long[]::new)))
                        .invoke(marked -> recent.forget(followUps.postings()))
                        .replaceWithVoid();
    }

    private static Rejection rejection(Row row) {
        return new Rejection(
                row.getString("reason"),
                row.getString("detail"),
                Optional.ofNullable(row.getString("principal")),
                Optional.ofNullable(row.getString("source")),
                Optional.ofNullable(row.getString("event_id")),
                Optional.ofNullable(row.getString("path")),
                row.getString("topic"),
                row.getInteger("partition"),
                row.getLong("record_offset"),
                Optional.ofNullable(row.getString("redacted")),
                row.getOffsetDateTime("received_at").toInstant());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
