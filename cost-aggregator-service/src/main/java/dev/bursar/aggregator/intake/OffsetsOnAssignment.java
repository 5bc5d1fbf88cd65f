package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.OffsetStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Goes on reading where the books left off, not where the group did. The one place that waits for the database: until it
 * answers, there is nothing to read from.
 */
@ApplicationScoped
@Identifier(UsageConsumer.CHANNEL)
class OffsetsOnAssignment implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(OffsetsOnAssignment.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final TopicIds topics;
    private final OffsetStore offsets;
    private final Positions positions;
    private final PostingState state;

    OffsetsOnAssignment(TopicIds topics, OffsetStore offsets, Positions positions, PostingState state) {
        this.topics = topics;
        this.offsets = offsets;
        this.positions = positions;
        this.state = state;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        follow(partitions);
        var stored = awaited(offsets.read(partitions));
        var ends = consumer.endOffsets(partitions);
        var ahead = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            long next = stored.getOrDefault(partition, 0L);
            if (next > ends.get(partition)) {
                ahead.put(partition, next);
                next = 0;
            }
            consumer.seek(partition, next);
            positions.assigned(partition, next);
        }
        if (!ahead.isEmpty()) {
            startOver(ahead);
        }
        LOG.infof("partitions=assigned count=%d stored=%d", partitions.size(), stored.size());
    }

    /** Offsets of a topic that was deleted and made anew mean other records. */
    private void follow(Collection<TopicPartition> partitions) {
        var names = partitions.stream().map(TopicPartition::topic).distinct().toList();
        awaited(topics.ids(names)).forEach((topic, id) -> {
            if (awaited(offsets.follow(topic, id))) {
                LOG.warnf("topic=%s made=anew id=%s reading=from_its_start", topic, id);
            }
        });
    }

    /** The topic ends before the books do: it lost its end, and new records will stand where old ones stood. */
    private void startOver(Map<TopicPartition, Long> ahead) {
        LOG.warnf("topic=younger_than_books partitions=\"%s\"", ahead);
        awaited(offsets.startOver(ahead.keySet()));
    }

    private <T> T awaited(Uni<T> answer) {
        return answer.onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .await()
                .indefinitely();
    }

    private void failed(Throwable failure) {
        LOG.warnf("offsets=retried cause=\"%s\"", failure.getMessage());
        state.down(failure);
    }
}
