package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.EventIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the calls within spans add up to. */
final class SpanStore {

    private static final String READ = """
            select id, tokens_in, tokens_out from span_usage where id = any($1::bytea[]) order by id for update
            """;

    private static final String WRITE = """
            insert into span_usage (id, tokens_in, tokens_out)
            select * from unnest($1::bytea[], $2::bigint[], $3::bigint[]) as s(id, tokens_in, tokens_out) order by id
            on conflict (id) do update set tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out
            """;

    private static final String FORGET = """
            delete from span_usage where noted_at < $1
            """;

    private final SqlConnection connection;

    SpanStore(SqlConnection connection) {
        this.connection = connection;
    }

    Uni<Map<EventIdentity, SpanSums.Sum>> read(Collection<EventIdentity> spans) {
        if (spans.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = spans.stream().map(SpanStore::buffer).toArray(Buffer[]::new);
        return connection
                .preparedQuery(READ)
                .execute(Tuple.tuple().addValue(ids))
                .map(rows -> {
                    var sums = new HashMap<EventIdentity, SpanSums.Sum>();
                    rows.forEach(row -> sums.put(
                            LedgerRow.identity(row.getBuffer("id").getBytes()),
                            new SpanSums.Sum(row.getLong("tokens_in"), row.getLong("tokens_out"))));
                    return sums;
                });
    }

    Uni<Void> write(Map<EventIdentity, SpanSums.Sum> sums) {
        if (sums.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var sorted = new ArrayList<>(sums.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        return connection
                .preparedQuery(WRITE)
                .execute(Tuple.tuple()
                        .addValue(
                                sorted.stream().map(sum -> buffer(sum.getKey())).toArray(Buffer[]::new))
                        .addValue(
                                sorted.stream().map(sum -> sum.getValue().in()).toArray(Long[]::new))
                        .addValue(
                                sorted.stream().map(sum -> sum.getValue().out()).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> forgetBefore(Instant noted) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(LedgerStore.utc(noted)))
                .replaceWithVoid();
    }

    private static Buffer buffer(EventIdentity identity) {
        return Buffer.buffer(identity.bytes());
    }
}
