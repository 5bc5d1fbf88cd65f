package dev.bursar.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.testkit.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning until what a test waits for is there. */
public final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public TopicReader(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records so far, once one of them is what is waited for. */
    public List<ConsumerRecord<String, byte[]>> until(Predicate<JsonNode> awaited) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (seen.stream().noneMatch(message -> awaited.test(json(message)))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen within " + PATIENCE + " among " + seen.size() + " records");
            }
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    /** The records of one id, once a later sentinel is there. */
    List<JsonNode> withIdUntil(String id, Predicate<JsonNode> sentinel) {
        return until(sentinel).stream()
                .map(TopicReader::json)
                .filter(event -> id.equals(event.path("id").asText()))
                .toList();
    }

    public static JsonNode json(ConsumerRecord<String, byte[]> message) {
        TopicContract.require(message.value());
        try {
            return Json.read(message.value());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record that is not JSON", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
