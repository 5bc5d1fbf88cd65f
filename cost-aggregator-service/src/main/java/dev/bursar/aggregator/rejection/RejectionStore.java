package dev.bursar.aggregator.rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.ledger.OffsetStore;
import dev.bursar.contract.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** The table of what was set aside. */
@ApplicationScoped
class RejectionStore {

    private static final String COLUMNS = """
            id, reason, detail, received_at, path, source, event_id, principal, origin_topic, origin_partition,
            origin_offset, redacted::text, state, retried_by, retried_at
            """;

    private static final String FOLD = """
            insert into rejection (id, reason, detail, received_at, path, source, event_id, principal, origin_topic,
                origin_partition, origin_offset, redacted, state, told_partition, told_offset)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, 'set_aside', $13, $14)
            on conflict (id) do update
            set reason = excluded.reason, detail = excluded.detail, received_at = excluded.received_at,
                redacted = excluded.redacted, state = 'set_aside', told_offset = excluded.told_offset,
                told_partition = excluded.told_partition
            where rejection.told_partition = excluded.told_partition and rejection.told_offset < excluded.told_offset
                or rejection.told_partition <> excluded.told_partition and rejection.state = 'retried'
            """;

    private static final String FIND = "select " + COLUMNS + " from rejection where id = $1";

    private static final String RETRIED = """
            update rejection set state = 'retried', retried_by = $2, retried_at = now() where id = $1
            """;

    private static final String PRUNE = "delete from rejection where received_at < $1";

    private final Pool pool;

    RejectionStore(Pool pool) {
        this.pool = pool;
    }

    /** A rejection as the topic told of it. */
    record Told(Rejection rejection, int partition, long offset) {}

    /** Adds what was told, and how far the topic is read, in one transaction. */
    Uni<Void> fold(List<Told> told, Map<TopicPartition, Long> next) {
        return pool.withTransaction(connection -> {
            var offsets = OffsetStore.write(connection, next);
            return told.isEmpty()
                    ? offsets
                    : connection
                            .preparedQuery(FOLD)
                            .executeBatch(
                                    told.stream().map(RejectionStore::tuple).toList())
                            .chain(() -> offsets);
        });
    }

    /** The latest first. */
    Uni<List<Rejection>> page(LedgerSql conditions, int most) {
        var text = "select " + COLUMNS + " from rejection where " + conditions.conditions()
                + " order by received_at desc, id desc limit " + conditions.bind(most);
        return pool.preparedQuery(text)
                .execute(conditions.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RejectionStore::rejection)
                        .toList());
    }

    Uni<Optional<Rejection>> find(String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RejectionStore::rejection)
                        .findFirst());
    }

    Uni<Void> retried(String id, String by) {
        return pool.preparedQuery(RETRIED).execute(Tuple.of(id, by)).replaceWithVoid();
    }

    Uni<Void> prune(Instant before) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Tuple tuple(Told told) {
        var rejection = told.rejection();
        var origin = rejection.origin();
        return Tuple.tuple()
                .addValue(rejection.id())
                .addValue(rejection.reason())
                .addValue(rejection.detail())
                .addValue(rejection.receivedAt().atOffset(ZoneOffset.UTC))
                .addValue(rejection.path().orElse(null))
                .addValue(rejection.source().orElse(null))
                .addValue(rejection.eventId().orElse(null))
                .addValue(rejection.principal().orElse(null))
                .addValue(origin.map(Rejection.Origin::topic).orElse(null))
                .addValue(origin.map(Rejection.Origin::partition).orElse(null))
                .addValue(origin.map(Rejection.Origin::offset).orElse(null))
                .addValue(rejection.redacted().toString())
                .addValue(told.partition())
                .addValue(told.offset());
    }

    private static Rejection rejection(Row row) {
        return new Rejection(
                row.getString("id"),
                row.getString("reason"),
                row.getString("detail"),
                row.getOffsetDateTime("received_at").toInstant(),
                text(row, "path"),
                text(row, "source"),
                text(row, "event_id"),
                text(row, "principal"),
                text(row, "origin_topic")
                        .map(topic -> new Rejection.Origin(
                                topic, row.getInteger("origin_partition"), row.getLong("origin_offset"))),
                redacted(row),
                row.getString("state").equals("retried")
                        ? Optional.of(new Rejection.Retrial(
                                row.getString("retried_by"),
                                row.getOffsetDateTime("retried_at").toInstant()))
                        : Optional.empty());
    }

    private static JsonNode redacted(Row row) {
        try {
            return Json.read(row.getString("redacted"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds what is not JSON", e);
        }
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
