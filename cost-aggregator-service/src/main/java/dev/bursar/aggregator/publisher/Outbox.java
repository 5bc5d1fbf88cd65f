package dev.bursar.aggregator.publisher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Writes records that readers of committed records see together or not at all. Making one fences every other with the same
 * id: what an earlier holder still has under way fails.
 */
final class Outbox implements AutoCloseable {

    /** Records of one Kafka transaction. */
    private static final int CHUNK = 2_000;

    private final KafkaProducer<String, byte[]> producer;

    Outbox(Map<String, Object> settings, String transactionalId) {
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        this.producer = new KafkaProducer<>(settings);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** @throws KafkaException when it is not certain that they are written; this outbox is of no more use then */
    void send(List<ProducerRecord<String, byte[]>> records) {
        for (int from = 0; from < records.size(); from += CHUNK) {
            sendTogether(records.subList(from, Math.min(from + CHUNK, records.size())));
        }
    }

    private void sendTogether(List<ProducerRecord<String, byte[]>> records) {
        producer.beginTransaction();
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        records.forEach(record -> sent.add(producer.send(record)));
        producer.commitTransaction();
        sent.forEach(Outbox::requireWritten);
    }

    private static void requireWritten(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record was not written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
