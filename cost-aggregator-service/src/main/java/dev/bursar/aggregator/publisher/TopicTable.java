package dev.bursar.aggregator.publisher;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What a compacted topic holds: the last value under every key. */
final class TopicTable {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private TopicTable() {}

    /** @throws KafkaException when it can't be read to its end */
    static Map<String, byte[]> read(Map<String, Object> settings, String topic) {
        var rows = new HashMap<String, byte[]>();
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions, ANSWER);
            while (partitions.stream().anyMatch(p -> consumer.position(p, ANSWER) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(row -> put(rows, row));
            }
        }
        return rows;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic, ANSWER).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("there is no topic " + topic);
        }
        return partitions;
    }

    private static void put(Map<String, byte[]> rows, ConsumerRecord<String, byte[]> row) {
        if (row.value() == null) {
            rows.remove(row.key());
        } else {
            rows.put(row.key(), row.value());
        }
    }
}
