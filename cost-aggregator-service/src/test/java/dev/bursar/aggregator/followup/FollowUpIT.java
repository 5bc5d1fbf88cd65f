package dev.bursar.aggregator.followup;

import static dev.bursar.aggregator.intake.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.aggregator.intake.Books;
import dev.bursar.contract.CloudEvent;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Installation;
import dev.bursar.testkit.TopicContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class FollowUpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation = Installation.shared();
    private final String principal = "p-" + UUID.randomUUID();

    @Test
    void everyEntryIsToldWithItsPriceUnderItsPrincipal() {
        try (var books = new Books(installation)) {
            // When
            books.publish(event(principal, "one", 1000, 100));
            books.awaitTaken(principal);
            awaitTold(books);

            // Then
            var told = read(records(installation.topics().usagePriced(), principal)
                    .get(0)
                    .value());
            assertThat(told.type()).isEqualTo(CloudEvent.USAGE_PRICED);
            assertThat(told.id()).endsWith(".1");
            assertThat(told.data().path("event").path("id").textValue()).isEqualTo("one");
            assertThat(told.data().path("cost_usd").textValue()).isEqualTo("0.0045");
        }
    }

    @Test
    void whatWasSetAsideIsToldWithReasonAndOrigin() {
        try (var books = new Books(installation)) {
            // When
            books.publish(event(principal, "one", 1000, 100), event(principal, "one", 1000, 999));
            books.awaitTaken(principal);
            awaitTold(books);

            // Then
            var told = records(installation.topics().usageRejected(), "agents/test").stream()
                    .map(record -> read(record.value()))
                    .filter(event -> event.data().path("principal").asText().equals(principal))
                    .toList();
            assertThat(told).singleElement().satisfies(event -> {
                assertThat(event.data().path("reason").textValue()).isEqualTo("identity_conflict");
                assertThat(event.data().path("origin").path("offset").isIntegralNumber())
                        .isTrue();
                assertThat(event.data()
                                .path("redacted")
                                .path("usage")
                                .path("output")
                                .intValue())
                        .isEqualTo(999);
            });
        }
    }

    @Test
    void aPostingThatNobodyRemembersIsReadBackFromTheLedger() throws Exception {
        try (var books = new Books(installation)) {
            // Given
            books.publish(event(principal, "one", 1000, 100));
            books.awaitTaken(principal);
            awaitTold(books);
            var before = records(installation.topics().usagePriced(), principal).get(0);

            // When
            books.run(Installation.OWNER, Installation.OWNER_PASSWORD, "update posting set published = false");
            awaitTold(books);

            // Then
            var again = records(installation.topics().usagePriced(), principal).stream()
                    .filter(record -> record.offset() > before.offset())
                    .map(record -> read(record.value()))
                    .filter(event -> event.id().equals(read(before.value()).id()))
                    .toList();
            assertThat(again)
                    .singleElement()
                    .satisfies(event -> assertThat(event.data())
                            .isEqualTo(read(before.value()).data()));
        }
    }

    private static void awaitTold(Books books) {
        await().atMost(PATIENCE).until(() -> books.number("select count(*) from posting where not published") == 0);
    }

    private static CloudEvent read(byte[] value) {
        TopicContract.require(value);
        try {
            return CloudEvent.read(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", installation.bootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }
}
