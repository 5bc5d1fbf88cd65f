package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.usage.EventIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The statements of one posting, on the connection of its transaction. */
final class PostingStore {

    /** Longest time a posting may be under way: a report as of a minute ago is stable. */
    private static final String OPEN = """
            select set_config('transaction_timeout', '30s', true), pg_advisory_xact_lock_shared($1)::text
            """;

    private static final String BEGIN = """
            select nextval('posting_id') as posting, now() as posted_at, generation from books
            """;

    private static final String LOCK_OFFSETS = """
            select o.topic, o.partition, o.next_offset
            from consumer_offset o join unnest($1::text[], $2::integer[]) as b(topic, partition) using (topic, partition)
            order by o.topic, o.partition
            for update of o
            """;

    private static final String CLAIM = """
            insert into event_identity (id, content_hash, path_rank, sequence, revision, net_entry, net_posted_at)
            select * from unnest($1::bytea[], $2::bytea[], $3::smallint[], $4::bigint[], $5::integer[], $6::bigint[],
                $7::timestamptz[]) as i(id, content_hash, path_rank, sequence, revision, net_entry, net_posted_at)
            order by id
            on conflict (id) do nothing
            """;

    /** What this posting has just claimed is its own already; its entries are told by their numbers. */
    private static final String LOCK_HELD = """
            select id, content_hash, path_rank, sequence, revision, net_entry, net_posted_at
            from event_identity
            where id = any($1::bytea[]) and (net_entry < $2 or net_entry >= $3)
            order by id
            for update
            """;

    private static final String NETS = "select " + LedgerRow.COLUMNS + """
            from ledger_entry join unnest(%s::bigint[], %s::timestamptz[]) as n(net, at) on id = net and posted_at = at
            where %s
            """;

    private static final String RAISE = """
            update event_identity i
            set content_hash = n.content_hash, path_rank = n.path_rank, sequence = n.sequence, revision = n.revision,
                net_entry = n.net_entry, net_posted_at = n.net_posted_at
            from unnest($1::bytea[], $2::bytea[], $3::smallint[], $4::bigint[], $5::integer[], $6::bigint[],
                $7::timestamptz[]) as n(id, content_hash, path_rank, sequence, revision, net_entry, net_posted_at)
            where i.id = n.id
            """;

    private final SqlConnection connection;

    PostingStore(SqlConnection connection) {
        this.connection = connection;
    }

    /** What a posting begins with. */
    record Opened(long posting, Instant postedAt, long generation) {}

    /** Shares the generation: from here to the end of the transaction no definition changes. */
    Uni<Opened> open() {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(AdvisoryLock.GENERATION.key()))
                .chain(() -> connection.preparedQuery(BEGIN).execute())
                .map(rows -> rows.iterator().next())
                .map(row -> new Opened(row.getLong("posting"), instant(row, "posted_at"), row.getLong("generation")));
    }

    /** Where the partitions stand, locked. */
    Uni<Progress> lockOffsets(Progress of) {
        return connection
                .preparedQuery(LOCK_OFFSETS)
                .execute(Tuple.of(of.topics(), of.partitions()))
                .map(Progress::read);
    }

    /** @return how many of the events are new; they are claimed */
    Uni<Integer> claim(Map<EventIdentity, Standing> standings) {
        return connection.preparedQuery(CLAIM).execute(tuple(standings)).map(RowSet::rowCount);
    }

    /** Locks those events that earlier postings claimed. */
    Uni<Map<EventIdentity, Standing>> lockHeld(long posting, Collection<EventIdentity> identities) {
        var ids = identities.stream().sorted().map(PostingStore::buffer).toArray(Buffer[]::new);
        return connection
                .preparedQuery(LOCK_HELD)
                .execute(Tuple.of(ids, posting * EntryId.PER_POSTING, (posting + 1) * EntryId.PER_POSTING))
                .map(PostingStore::standings);
    }

    /** The entries that hold net postings. */
    Uni<Map<EntryId, LedgerEntry>> nets(Collection<Standing> of) {
        return nets(of, everything -> {});
    }

    /** Those of them that meet a filter. */
    Uni<Map<EntryId, LedgerEntry>> nets(Collection<Standing> of, Consumer<LedgerSql> filter) {
        if (of.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var sql = new LedgerSql();
        var numbers =
                sql.bind(of.stream().map(standing -> standing.net().number()).toArray(Long[]::new));
        var times = sql.bind(of.stream()
                .map(standing -> LedgerStore.utc(standing.netPostedAt()))
                .toArray(OffsetDateTime[]::new));
        filter.accept(sql);
        return connection
                .preparedQuery(NETS.formatted(numbers, times, sql.conditions()))
                .execute(sql.parameters())
                .map(rows -> {
                    var entries = new HashMap<EntryId, LedgerEntry>();
                    rows.forEach(row -> {
                        var entry = LedgerRow.read(row);
                        entries.put(entry.id(), entry);
                    });
                    return entries;
                });
    }

    /** Writes the standings of events that were held before. */
    Uni<Void> raise(Map<EventIdentity, Standing> standings) {
        return standings.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(RAISE).execute(tuple(standings)).replaceWithVoid();
    }

    private static Tuple tuple(Map<EventIdentity, Standing> standings) {
        var sorted = new ArrayList<>(standings.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        int size = sorted.size();
        var ids = new Buffer[size];
        var contents = new Buffer[size];
        var paths = new Short[size];
        var sequences = new Long[size];
        var revisions = new Integer[size];
        var nets = new Long[size];
        var times = new OffsetDateTime[size];
        for (int i = 0; i < size; i++) {
            var standing = sorted.get(i).getValue();
            ids[i] = buffer(sorted.get(i).getKey());
            contents[i] = Buffer.buffer(standing.content().array());
            paths[i] = (short) standing.rank().path();
            sequences[i] = standing.rank().sequence();
            revisions[i] = standing.revision();
            nets[i] = standing.net().number();
            times[i] = LedgerStore.utc(standing.netPostedAt());
        }
        return Tuple.tuple()
                .addValue(ids)
                .addValue(contents)
                .addValue(paths)
                .addValue(sequences)
                .addValue(revisions)
                .addValue(nets)
                .addValue(times);
    }

    private static Map<EventIdentity, Standing> standings(RowSet<Row> rows) {
        var standings = new HashMap<EventIdentity, Standing>();
        rows.forEach(row -> standings.put(
                LedgerRow.identity(row.getBuffer("id").getBytes()),
                new Standing(
                        ByteBuffer.wrap(row.getBuffer("content_hash").getBytes()),
                        new Standing.Rank(row.getShort("path_rank"), row.getLong("sequence")),
                        row.getInteger("revision"),
                        EntryId.of(instant(row, "net_posted_at"), row.getLong("net_entry")),
                        instant(row, "net_posted_at"))));
        return standings;
    }

    private static Buffer buffer(EventIdentity identity) {
        return Buffer.buffer(identity.bytes());
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
