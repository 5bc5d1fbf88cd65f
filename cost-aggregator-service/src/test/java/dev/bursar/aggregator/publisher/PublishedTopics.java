package dev.bursar.aggregator.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.testkit.TopicContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as a gate does: committed records only, the last one of each key. */
final class PublishedTopics implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, JsonNode> last = new HashMap<>();
    private final Map<String, Integer> told = new HashMap<>();

    PublishedTopics(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The data of the last record under a key; absent where that is a tombstone. */
    Optional<JsonNode> last(String key) {
        consumer.poll(Duration.ofMillis(50)).forEach(row -> {
            told.merge(row.key(), 1, Integer::sum);
            if (row.value() == null) {
                last.remove(row.key());
            } else {
                last.put(row.key(), data(row.value()));
            }
        });
        return Optional.ofNullable(last.get(key));
    }

    /** How many records there were under a key, tombstones included. */
    int told(String key) {
        last(key);
        return told.getOrDefault(key, 0);
    }

    private static JsonNode data(byte[] value) {
        TopicContract.require(value);
        try {
            return CloudEvent.read(value).data();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
