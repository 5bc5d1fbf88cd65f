package dev.bursar.aggregator.rejection;

import dev.bursar.kit.kafka.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The records that were set aside, as they stand on their topics. Its methods wait for Kafka. */
@ApplicationScoped
class Originals {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private KafkaProducer<byte[], byte[]> producer;

    Originals(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** The record at a place, empty where the topic does not go back so far any more. */
    Optional<ConsumerRecord<byte[], byte[]>> find(Rejection.Origin origin) {
        var place = new TopicPartition(origin.topic(), origin.partition());
        var settings = kafka.consumer("bursar-aggregator-originals");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            long first = consumer.beginningOffsets(List.of(place), PATIENCE).get(place);
            long end = consumer.endOffsets(List.of(place), PATIENCE).get(place);
            if (origin.offset() < first || origin.offset() >= end) {
                return Optional.empty();
            }
            consumer.seek(place, origin.offset());
            for (var record : consumer.poll(PATIENCE)) {
                return Optional.of(record).filter(found -> found.offset() == origin.offset());
            }
            throw new IllegalStateException("Kafka did not give a record in time");
        }
    }

    /** Puts a record at the end of its topic again, as it is. */
    void appendAgain(ConsumerRecord<byte[], byte[]> original) {
        var again = new ProducerRecord<>(
                original.topic(), null, null, original.key(), original.value(), original.headers());
        try {
            producer().send(again).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record was put on its topic again", e);
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    kafka.producer("bursar-aggregator-retrials"), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSING);
        }
    }
}
