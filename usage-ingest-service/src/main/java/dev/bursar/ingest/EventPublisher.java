package dev.bursar.ingest;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Publishes records, and knows whether Kafka takes them. What it has acknowledged is on all in-sync replicas. */
@Singleton
public class EventPublisher {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    /** While Kafka is away one request in this time tries it, and the others are answered at once. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final KafkaProbe probe;
    private final InstantSource clock;
    private KafkaProducer<String, byte[]> producer;
    private volatile Instant failedAt;

    EventPublisher(KafkaSettings kafka, IngestConfig config, Topics topics, InstantSource clock) {
        this.settings = settings(kafka.producer("bursar-ingest"), config.publishTimeout());
        this.probe = new KafkaProbe(kafka.admin(), () -> back(topics));
        this.clock = clock;
    }

    /** Kafka does not take what is published now. */
    public static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unavailable(Throwable cause) {
            super(cause == null ? "Kafka was away a moment ago" : cause.getMessage(), cause, false, false);
        }
    }

    private static Map<String, Object> settings(Map<String, Object> settings, Duration timeout) {
        int half = (int) timeout.toMillis() / 2;
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        return settings;
    }

    /** Whether Kafka took the last that was published, or has answered since. */
    boolean isUp() {
        return failedAt == null;
    }

    /**
     * Publishes all of them; may wait for Kafka's metadata, so not on an event loop.
     *
     * @return completes when all are acknowledged; fails with {@link Unavailable} when one is not, and others may be
     */
    CompletableFuture<Void> publish(List<ProducerRecord<String, byte[]>> records) {
        var failure = failedAt;
        if (failure != null && clock.instant().isBefore(failure.plus(BETWEEN_TRIES))) {
            return CompletableFuture.failedFuture(new Unavailable(null));
        }
        var acknowledged = new ArrayList<CompletableFuture<Void>>();
        try {
            for (var message : records) {
                acknowledged.add(send(message));
            }
        } catch (KafkaException e) {
            acknowledged.add(CompletableFuture.failedFuture(e));
        }
        return CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new))
                .handle((nothing, cause) -> {
                    conclude(cause);
                    return null;
                });
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> message) {
        var acknowledged = new CompletableFuture<Void>();
        producer().send(message, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    private void conclude(Throwable failure) {
        if (failure == null) {
            failedAt = null;
            return;
        }
        var cause = failure.getCause() == null ? failure : failure.getCause();
        LOG.warnf("kafka=away cause=\"%s\"", cause.getMessage());
        failedAt = clock.instant();
        probe.start();
        throw new Unavailable(cause);
    }

    /** Kafka answers; up again once our own producer knows where the topic is. */
    private void back(Topics topics) {
        producer().partitionsFor(topics.usageEvents());
        failedAt = null;
        LOG.info("kafka=back");
    }

    /** Made when first needed: an address that does not resolve yet must not stop the start. */
    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        probe.stop();
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
