package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far this instance has posted each partition it was assigned. */
@ApplicationScoped
class Positions {

    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

    void assigned(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    void posted(Progress progress) {
        progress.next()
                .forEach((place, offset) ->
                        next.merge(new TopicPartition(place.topic(), place.partition()), offset, Math::max));
    }

    /** The next record to post, the first one where nothing is known. */
    long of(TopicPartition partition) {
        return next.getOrDefault(partition, 0L);
    }
}
