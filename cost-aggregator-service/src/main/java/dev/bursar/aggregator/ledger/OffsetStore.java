package dev.bursar.aggregator.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

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

    /** Forgets how far these were read; what was booked stays booked, by its identity. */
    public Uni<Void> startOver(Collection<TopicPartition> partitions) {
        return pool.preparedQuery(START_OVER).execute(tuple(partitions)).replaceWithVoid();
    }

    private static Tuple tuple(Collection<TopicPartition> partitions) {
        return Tuple.tuple()
                .addValue(partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
                .addValue(partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new));
    }
}
