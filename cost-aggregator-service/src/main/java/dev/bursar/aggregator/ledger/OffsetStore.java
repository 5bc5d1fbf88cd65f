package dev.bursar.aggregator.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** How far the books have read each partition. Postings write it themselves. */
@ApplicationScoped
public class OffsetStore {

    private static final String READ = """
            select o.topic, o.partition, o.next_offset
            from consumer_offset o join unnest($1::text[], $2::integer[]) as b(topic, partition) using (topic, partition)
            """;

    private static final String START_OVER = """
            update consumer_offset o set next_offset = 0
            from unnest($1::text[], $2::integer[]) as b(topic, partition)
            where o.topic = b.topic and o.partition = b.partition
            """;

    static final String WRITE = """
            insert into consumer_offset (topic, partition, next_offset)
            select * from unnest($1::text[], $2::integer[], $3::bigint[]) as o(topic, partition, next_offset)
            order by topic, partition
            on conflict (topic, partition) do update
            set next_offset = greatest(consumer_offset.next_offset, excluded.next_offset)
            """;

    /** A row that was there before has been updated by this statement, and says so by its {@code xmax}. */
    private static final String FOLLOW = """
            with followed as (
                insert into consumed_topic as known (topic, topic_id) values ($1, $2)
                on conflict (topic) do update set topic_id = excluded.topic_id
                where known.topic_id <> excluded.topic_id
                returning known.topic, known.xmax <> 0 as anew
            )
            update consumer_offset o set next_offset = 0
            from followed
            where o.topic = followed.topic and followed.anew
            """;

    private final Pool pool;

    OffsetStore(Pool pool) {
        this.pool = pool;
    }

    /** The next record of each partition that was ever read. */
    public Uni<Map<TopicPartition, Long>> read(Collection<TopicPartition> partitions) {
        return pool.preparedQuery(READ).execute(tuple(partitions)).map(rows -> {
            var next = new HashMap<TopicPartition, Long>();
            rows.forEach(row -> next.put(
                    new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                    row.getLong("next_offset")));
            return next;
        });
    }

    /** Writes how far partitions are read, with what is made of it. */
    public static Uni<Void> write(SqlConnection transaction, Map<TopicPartition, Long> next) {
        return transaction
                .preparedQuery(WRITE)
                .execute(tuple(next.keySet()).addValue(next.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Forgets how far these were read; what was booked stays booked, by its identity. */
    public Uni<Void> startOver(Collection<TopicPartition> partitions) {
        return pool.preparedQuery(START_OVER).execute(tuple(partitions)).replaceWithVoid();
    }

    /**
     * Forgets how far a topic was read that is another one than before under the same name.
     *
     * @param id of the topic as it is now
     * @return whether anything was forgotten
     */
    public Uni<Boolean> follow(String topic, Uuid id) {
        return pool.preparedQuery(FOLLOW)
                .execute(Tuple.of(topic, id.toString()))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Tuple tuple(Collection<TopicPartition> partitions) {
        return Tuple.tuple()
                .addValue(partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
                .addValue(partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new));
    }
}
