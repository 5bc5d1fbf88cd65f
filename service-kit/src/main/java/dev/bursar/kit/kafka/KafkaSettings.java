package dev.bursar.kit.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Settings for clients of the installation's Kafka: address and credentials, and what makes a fact durable. */
@Singleton
public class KafkaSettings {

    private static final String PREFIX = "kafka.";

    private final Map<String, Object> connection;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(withoutPrefix(connection));
    }

    /** For an {@code AdminClient}. */
    public Map<String, Object> admin() {
        return new HashMap<>(connection);
    }

    /** A producer with string keys and byte values that loses and doubles nothing: idempotent, all replicas. */
    public Map<String, Object> producer(String clientId) {
        var settings = new HashMap<>(connection);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** A consumer with string keys and byte values that begins at the beginning and commits only when told. */
    public Map<String, Object> consumer(String clientId) {
        var settings = new HashMap<>(connection);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private static Map<String, Object> withoutPrefix(Map<String, Object> settings) {
        var plain = new HashMap<String, Object>();
        settings.forEach(
                (name, value) -> plain.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, value));
        return plain;
    }
}
