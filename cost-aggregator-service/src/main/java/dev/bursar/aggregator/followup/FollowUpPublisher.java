package dev.bursar.aggregator.followup;

import dev.bursar.aggregator.ledger.LedgerEntry;
import dev.bursar.aggregator.ledger.LedgerEntryJson;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import dev.bursar.kit.kafka.TraceHeaders;
import dev.bursar.kit.problem.Trace;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes priced events and rejections to their topics; their ids are stable, so a reader can drop what comes twice. */
@ApplicationScoped
class FollowUpPublisher {

    private static final String SOURCE = "urn:bursar:aggregator";
    private static final byte[] MEDIA_TYPE = "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int BATCH_BYTES = 131_072;

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;

    FollowUpPublisher(Topics topics, KafkaSettings kafka) {
        this.topics = topics;
        var settings = kafka.producer("bursar-aggregator-follow-ups");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // a fifth of the processor time of lz4, which runs in Java here
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
        this.producer = new KafkaProducer<>(settings);
    }

    /** Completes when Kafka has acknowledged every message; fails when it has not, and some may be there all the same. */
    Uni<Void> publish(FollowUps followUps) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> send(followUps))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void send(FollowUps followUps) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        followUps.entries().forEach(entry -> sent.add(producer.send(priced(entry))));
        followUps.rejections().forEach(rejection -> sent.add(producer.send(rejected(rejection))));
        producer.flush();
        sent.forEach(FollowUpPublisher::requireAcknowledged);
    }

    private ProducerRecord<String, byte[]> priced(LedgerEntry entry) {
        var event = new CloudEvent(
                CloudEvent.USAGE_PRICED, SOURCE, messageId(entry), entry.postedAt(), LedgerEntryJson.write(entry));
        return record(topics.usagePriced(), entry.dimensions().principal(), event);
    }

    /** The same even where books that were put back to a backup post an event anew, under another entry's number. */
    private static String messageId(LedgerEntry entry) {
        return entry.identity().sha256() + "." + entry.revision();
    }

    private ProducerRecord<String, byte[]> rejected(Rejection rejection) {
        var event = new CloudEvent(
                CloudEvent.USAGE_REJECTED, SOURCE, rejection.messageId(), rejection.receivedAt(), rejection.json());
        return record(topics.usageRejected(), rejection.source().orElse(null), event);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, CloudEvent event) {
        var message = new ProducerRecord<>(topic, key, event.bytes());
        message.headers().add("content-type", MEDIA_TYPE);
        TraceHeaders.put(message.headers(), Trace.fresh());
        return message;
    }

    private static void requireAcknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a follow-up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while follow-ups were published", e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(CLOSING);
    }
}
