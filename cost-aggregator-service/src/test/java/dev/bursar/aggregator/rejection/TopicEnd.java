package dev.bursar.aggregator.rejection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records at the end of topics, and sees what others put there. */
final class TopicEnd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    TopicEnd(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    RecordMetadata append(String topic, byte[] authorization, byte[] value)
            throws ExecutionException, InterruptedException {
        var message = new ProducerRecord<>(topic, "key".getBytes(StandardCharsets.UTF_8), value);
        message.headers().add("authorization", authorization);
        return producer.send(message).get();
    }

    /** The next record of the same partition, which a key keeps it in. */
    ConsumerRecord<byte[], byte[]> after(RecordMetadata place) {
        var partition = new TopicPartition(place.topic(), place.partition());
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset() + 1);
            var until = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(until)) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    return message;
                }
            }
            throw new AssertionError("nothing came after " + place);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
