package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.UsageJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The statements of a posting that concern series, on the connection of its transaction. */
final class SeriesStore {

    /** For every place that is taken or left: who is there, and who is right before and after it. */
    private static final String AROUND = """
            with place as (
                select p.series, p.occurred_at, p.event_id collate "C" as event_id, p.identity
                from unnest($1::bytea[], $2::timestamptz[], $3::text[], $4::bytea[])
                    as p(series, occurred_at, event_id, identity)
                union
                select series, occurred_at, event_id, identity from series_member where identity = any($5::bytea[])
            )
            select distinct near.series, near.occurred_at, near.event_id, near.identity, near.total::text, near.begins,
                near.content_hash, near.path_rank, near.sequence
            from place p cross join lateral (
                (select * from series_member m
                    where m.series = p.series
                        and (m.occurred_at, m.event_id, m.identity) < (p.occurred_at, p.event_id, p.identity)
                    order by m.occurred_at desc, m.event_id desc, m.identity desc limit 1)
                union all
                (select * from series_member m
                    where m.series = p.series
                        and (m.occurred_at, m.event_id, m.identity) > (p.occurred_at, p.event_id, p.identity)
                    order by m.occurred_at, m.event_id, m.identity limit 1)
                union all
                (select * from series_member m where m.identity = p.identity)) near
            """;

    private static final String LOCK = """
            insert into series (id) select * from unnest($1::bytea[]) as s(id) order by id
            on conflict (id) do update set revision = series.revision + 1
            """;

    private static final String REMOVE = """
            delete from series_member where identity = any($1::bytea[])
            """;

    private static final String ADD = """
            insert into series_member
                (series, occurred_at, event_id, identity, total, begins, content_hash, path_rank, sequence)
            select m.series, m.occurred_at, m.event_id, m.identity, m.total::jsonb, m.begins, m.content_hash, m.path_rank,
                m.sequence
            from unnest($1::bytea[], $2::timestamptz[], $3::text[], $4::bytea[], $5::text[], $6::boolean[], $7::bytea[],
                    $8::smallint[], $9::bigint[])
                as m(series, occurred_at, event_id, identity, total, begins, content_hash, path_rank, sequence)
            """;

    private final SqlConnection connection;

    SeriesStore(SqlConnection connection) {
        this.connection = connection;
    }

    /** The members at and around the places of all arrivals, as {@link Totals#of} wants them. */
    Uni<List<Member>> around(List<Arrival> arrivals) {
        var places = arrivals.stream()
                .flatMap(arrival -> Member.of(arrival).stream())
                .toList();
        return connection
                .preparedQuery(AROUND)
                .execute(places(places)
                        .addValue(column(arrivals, Buffer[]::new, arrival -> identity(arrival.identity()))))
                .map(SeriesStore::members);
    }

    /** Locks series, in their order, and reads as {@link #around} what is there from now on: one round trip. */
    Uni<List<Member>> lock(Set<String> series, List<Arrival> arrivals) {
        var ids = series.stream().sorted().map(SeriesStore::bytes).toArray(Buffer[]::new);
        var locked = connection.preparedQuery(LOCK).execute(Tuple.tuple().addValue(ids));
        return Uni.combine().all().unis(locked, around(arrivals)).with((rows, members) -> members);
    }

    /** Writes what changes; leaving comes before entering. */
    Uni<Void> write(Totals totals) {
        var removed = totals.removed().stream().map(SeriesStore::identity).toArray(Buffer[]::new);
        var added = new ArrayList<>(totals.added());
        var sent = new ArrayList<Uni<RowSet<Row>>>();
        if (removed.length > 0) {
            sent.add(connection.preparedQuery(REMOVE).execute(Tuple.tuple().addValue(removed)));
        }
        if (!added.isEmpty()) {
            sent.add(connection.preparedQuery(ADD).execute(tellings(added)));
        }
        return sent.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sent).andFailFast().replaceWithVoid();
    }

    private static Tuple places(List<Member> members) {
        return Tuple.tuple()
                .addValue(column(members, Buffer[]::new, m -> bytes(m.series())))
                .addValue(column(members, OffsetDateTime[]::new, m -> LedgerStore.utc(m.time())))
                .addValue(column(members, String[]::new, Member::eventId))
                .addValue(column(members, Buffer[]::new, m -> identity(m.identity())));
    }

    private static Tuple tellings(List<Member> members) {
        return places(members)
                .addValue(column(
                        members, String[]::new, m -> UsageJson.write(m.total()).toString()))
                .addValue(column(members, Boolean[]::new, Member::start))
                .addValue(column(
                        members, Buffer[]::new, m -> Buffer.buffer(m.content().array())))
                .addValue(column(members, Short[]::new, m -> (short) m.rank().path()))
                .addValue(column(members, Long[]::new, m -> m.rank().sequence()));
    }

    private static List<Member> members(RowSet<Row> rows) {
        var members = new ArrayList<Member>(rows.size());
        rows.forEach(row -> members.add(new Member(
                HexFormat.of().formatHex(row.getBuffer("series").getBytes()),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("event_id"),
                LedgerRow.identity(row.getBuffer("identity").getBytes()),
                UsageJson.readWritten(EntryColumns.read(row.getString("total"))),
                row.getBoolean("begins"),
                ByteBuffer.wrap(row.getBuffer("content_hash").getBytes()),
                new Standing.Rank(row.getShort("path_rank"), row.getLong("sequence")))));
        return members;
    }

    private static Buffer identity(EventIdentity identity) {
        return Buffer.buffer(identity.bytes());
    }

    private static Buffer bytes(String hex) {
        return Buffer.buffer(HexFormat.of().parseHex(hex));
    }

    private static <R, T> T[] column(Collection<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
