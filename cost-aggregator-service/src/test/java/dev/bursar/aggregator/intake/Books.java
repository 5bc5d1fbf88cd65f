package dev.bursar.aggregator.intake;

import static org.awaitility.Awaitility.await;

import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.testkit.Installation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The outside of an aggregator under test: its topic, and its tables as the owner sees them. */
public final class Books implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation installation;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Books(Installation installation) {
        this.installation = installation;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", installation.bootstrap(), "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes as ingest does. */
    public void publish(UsageEvent... events) {
        for (var event : events) {
            publish(event.dimensions().principal(), Json.bytes(UsageEventJson.write(event)));
        }
    }

    public void publish(String key, byte[] value) {
        var message = new ProducerRecord<>(installation.topics().usageEvents(), key, value);
        message.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII));
        sent.add(producer.send(message));
    }

    /** Everything published so far is on the topic, or the test ends here. */
    public void flush() {
        producer.flush();
        sent.forEach(Books::requireWritten);
        sent.clear();
    }

    private static void requireWritten(Future<RecordMetadata> record) {
        try {
            record.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take an event: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were published", e);
        }
    }

    /** Waits until the books have taken everything published for this principal so far: the sentinel comes last. */
    public void awaitTaken(String principal) {
        var sentinel = Events.event(principal, "sentinel-" + UUID.randomUUID(), 0, 0);
        publish(sentinel);
        flush();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> number("select count(*) from ledger_entry where event_id = '" + sentinel.id() + "'") == 1);
    }

    /** The entries of an event in the order of their revisions: {@code kind cost calls}. */
    public List<String> entries(String principal, String id) {
        return rows("select kind || ' ' || trim_scale(cost) || ' ' || calls from ledger_entry where event_id = '" + id
                + "' and principal = '" + principal + "' order by revision");
    }

    public BigDecimal money(String sql) {
        return new BigDecimal(rows(sql).get(0));
    }

    public long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }

    public List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(
                        installation.jdbcUrl(), Installation.OWNER, Installation.OWNER_PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a statement as the given role. */
    public void run(String role, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(installation.jdbcUrl(), role, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
