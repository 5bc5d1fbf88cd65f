package dev.bursar.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIT {

    private static final String RAW = "here.usage.raw.v1";

    @TempDir
    Path folder;

    @Test
    void makesTheTopicsAndKeepsRecordsOverARestart() throws Exception {
        // Given
        List<Integer> ports = Ports.free(2);
        KafkaSettings settings = new KafkaSettings(
                folder.resolve("kafka/data"), folder.resolve("kafka.log"), ports.get(0), ports.get(1));
        Kafka first = started(settings);
        TopicSetup topics = new TopicSetup(new Topics("here"));
        topics.create(settings.bootstrap());
        topics.create(settings.bootstrap());
        var states = settingsOf(settings, "here.budget.states.v1");
        send(settings, "lz4");
        first.stop();

        // When
        Kafka second = started(settings);

        // Then
        try {
            ConsumerRecord<byte[], byte[]> kept = firstRecord(settings);
            assertThat(new String(kept.value(), StandardCharsets.UTF_8)).isEqualTo("kept");
            assertThat(kept.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(states.get("cleanup.policy").value()).isEqualTo("compact");
        } finally {
            second.stop();
        }
        assertThat(first.isAlive() || second.isAlive()).isFalse();
    }

    private static Kafka started(KafkaSettings settings) {
        Kafka kafka = Kafka.launch(settings, List.of());
        kafka.awaitReady();
        return kafka;
    }

    private static Map<String, org.apache.kafka.clients.admin.ConfigEntry> settingsOf(
            KafkaSettings settings, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get(20, TimeUnit.SECONDS)
                    .get(resource)
                    .entries()
                    .stream()
                    .collect(java.util.stream.Collectors.toMap(entry -> entry.name(), entry -> entry));
        }
    }

    private static void send(KafkaSettings settings, String compression) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", settings.bootstrap(), "compression.type", compression);
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(RAW, 0, null, "kept".getBytes(StandardCharsets.UTF_8)))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static ConsumerRecord<byte[], byte[]> firstRecord(KafkaSettings settings) {
        Map<String, Object> client = Map.of("bootstrap.servers", settings.bootstrap(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(RAW, 0)));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next();
        }
    }
}
