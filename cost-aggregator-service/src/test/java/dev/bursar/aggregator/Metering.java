package dev.bursar.aggregator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.testkit.Installation;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts usage events on the topic as ingest does, and waits until they are booked. */
public final class Metering implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final String source = "test/" + UUID.randomUUID();
    private int count;

    public Metering() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Installation.shared().bootstrap(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** What all events of this object have as their source. */
    public String source() {
        return source;
    }

    /** One call of claude-sonnet-4-5 with so many input tokens at $3 per million, at this time. */
    public Metering call(Instant time, long input, Map<String, String> dimensions) {
        return call(time, "claude-sonnet-4-5", Map.of("input", input), dimensions);
    }

    public Metering call(Instant time, String model, Map<String, Long> usage, Map<String, String> dimensions) {
        var data = Json.object().put("provider", "anthropic").put("model", model);
        dimensions.forEach((name, value) -> put(data, name, value));
        var counts = data.putObject("usage");
        usage.forEach(counts::put);
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.v1")
                .put("source", source)
                .put("id", "e-" + count++)
                .put("time", time.toString())
                .put("bursarpath", "http/direct");
        event.set("data", data);
        var topic = Installation.shared().topics().usageEvents();
        sent.add(producer.send(new ProducerRecord<>(topic, dimensions.get("principal"), Json.bytes(event))));
        return this;
    }

    private static void put(ObjectNode data, String name, String value) {
        if (name.startsWith("tags.")) {
            data.withObjectProperty("tags").put(name.substring("tags.".length()), value);
        } else {
            data.put(name, value);
        }
    }

    /** Waits until the ledger has everything that was sent. */
    public void booked(String adminToken) {
        sent.forEach(Metering::written);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> entries(adminToken) >= count);
    }

    private int entries(String adminToken) {
        int entries = 0;
        String cursor = null;
        do {
            var request = RestAssured.given()
                    .auth()
                    .oauth2(adminToken)
                    .queryParam("source", source)
                    .queryParam("limit", 1000);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/api/v1/ledger");
            entries += page.jsonPath().getList("items").size();
            cursor = page.jsonPath().getString("next_cursor");
        } while (cursor != null);
        return entries;
    }

    private static void written(Future<RecordMetadata> record) {
        try {
            record.get();
        } catch (Exception e) {
            throw new IllegalStateException("an event was not written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
