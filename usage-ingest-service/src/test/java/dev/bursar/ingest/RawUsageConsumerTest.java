package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.TimeWindow;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawUsageConsumerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final String GOOD = """
            {"specversion": "1.0", "type": "dev.bursar.usage.v1", "id": "m-1",
             "data": {"principal": "coder-1", "provider": "p", "model": "m", "usage": {"input": 1}}}""";

    private final FlakyEntrance entrance = new FlakyEntrance();

    /** Fails a number of times before it takes what comes. */
    private static final class FlakyEntrance extends UsageEntrance {

        int failures;
        boolean stuckSeen;
        RawUsageConsumer consumer;
        final List<Outcome> taken = new ArrayList<>();

        FlakyEntrance() {
            super(null, null);
        }

        @Override
        public Uni<Void> take(Entrance way, List<Outcome> outcomes, Publication publication) {
            stuckSeen |= consumer.isStuck();
            if (failures > 0) {
                failures--;
                return Uni.createFrom().failure(new EventPublisher.Unavailable(null));
            }
            taken.addAll(outcomes);
            return Uni.createFrom().voidItem();
        }
    }

    private RawUsageConsumer consumer(RecordReader reader) {
        var trusting = new RawSenders(IngestConfig.RawTrust.TOPIC, null);
        var consumer = new RawUsageConsumer(trusting, reader, entrance, Topics.DEFAULT, () -> NOW);
        entrance.consumer = consumer;
        return consumer;
    }

    private static RecordReader reader() {
        return new RecordReader(new TimeWindow(Duration.ofDays(31)));
    }

    private static ConsumerRecords<byte[], byte[]> batch(String... values) {
        var partition = new TopicPartition("bursar.usage.raw.v1", 3);
        var messages = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int i = 0; i < values.length; i++) {
            messages.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    i,
                    NOW.toEpochMilli(),
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    null,
                    values[i].getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return new ConsumerRecords<>(Map.of(partition, messages), Map.of());
    }

    @Test
    void aBatchIsTriedAgainUntilItIsTakenAndTheServiceIsNotReadyMeanwhile() {
        // Given
        entrance.failures = 2;
        var consumer = consumer(reader());

        // When
        consumer.consume(batch(GOOD)).await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(entrance.stuckSeen).isTrue();
        assertThat(consumer.isStuck()).isFalse();
        assertThat(entrance.taken).singleElement().isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aFaultOfOursSetsOneRecordAsideAndHoldsUpNoOther() {
        // Given
        var broken = new RecordReader(new TimeWindow(Duration.ofDays(31))) {
            @Override
            public List<Outcome> read(JsonNode event, Arrival arrival) {
                if (event.has("bug")) {
                    throw new IllegalStateException("a bug");
                }
                return super.read(event, arrival);
            }
        };

        // When
        consumer(broken).consume(batch("{\"bug\": 1}", GOOD)).await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(entrance.taken).hasSize(2);
        assertThat(entrance.taken.get(0)).isInstanceOf(Outcome.Rejected.class);
        assertThat(entrance.taken.get(1)).isInstanceOf(Outcome.Accepted.class);
    }
}
