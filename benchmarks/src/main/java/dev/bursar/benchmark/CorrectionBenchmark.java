package dev.bursar.benchmark;

import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long the books take to price so many events anew, and what a steady flow of live events feels of it. Events of an unknown
 * model are booked, then its card arrives: the aggregator reprices them by itself. Kafka and a durable PostgreSQL are started
 * for it, on this machine.
 *
 * <p>Arguments: events (1000000), live events a second (500).
 */
public final class CorrectionBenchmark {

    private static final String MODEL = "model-of-tomorrow";
    private static final Topics TOPICS = new Topics("bench");
    private static final String CARD = """
            {"provider": "anthropic", "match": {"exact": ["%s"]}, "effective_from": "2020-01-01T00:00:00Z",
             "currency": "USD", "prices": {"input": "3", "cache_read": "0.3", "output": "15"},
             "source": "benchmark", "as_of": "2026-01-01"}""".formatted(MODEL);

    private CorrectionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        System.out.println(Machine.line());
        var jar = Path.of("cost-aggregator-service", "target", "quarkus-app", "quarkus-run.jar");
        try (var servers = BenchmarkServers.start(TOPICS);
                var producer = producer(servers)) {
            var random = new Random(7);
            for (int i = 0; i < events; i++) {
                send(producer, PostingBenchmark.event(i, random, MODEL));
            }
            var aggregator = Posting.start(servers, jar);
            var login = servers.books();
            try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                    var statement = connection.createStatement()) {
                Posting.await(statement, aggregator, "select (to_regclass('rate_cards_tried') is not null)::int", 1);
                Posting.await(
                        statement, aggregator, "select coalesce(sum(next_offset), 0) from consumer_offset", events);
                measure(statement, aggregator, producer, events, rate);
            } finally {
                aggregator.destroy();
                aggregator.waitFor(20, TimeUnit.SECONDS);
                aggregator.destroyForcibly();
            }
        }
    }

    private static void measure(
            Statement books, Process aggregator, KafkaProducer<String, byte[]> producer, int events, int rate)
            throws Exception {
        var before = LiveFlow.run(books, producer, rate, () -> 10, 10);
        System.out.println("live flow alone: " + before);
        books.execute("insert into rate_card (id, version, provider, effective_from, definition, built_in, created_at)"
                + " values ('anthropic/" + MODEL + "', 1, 'anthropic', '2020-01-01', '" + CARD + "', false, now());"
                + " update books set generation = generation + 1");
        long from = System.nanoTime();
        var meanwhile = LiveFlow.run(books, producer, rate, () -> corrected(books), events);
        double seconds = (System.nanoTime() - from) / 1e9;
        System.out.printf("%,d events priced anew in %.1f s: %,.0f/s%n", events, seconds, events / seconds);
        System.out.println("live flow meanwhile: " + meanwhile);
        System.out.println("events of the model that are unpriced still: "
                + Posting.await(
                        books,
                        aggregator,
                        "select sum(calls) from ledger_entry where model = '" + MODEL + "' and cost_state = 'unpriced'",
                        0));
    }

    private static long corrected(Statement books) throws SQLException {
        try (var rows = books.executeQuery("select coalesce(sum(entries), 0) from correction")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void send(KafkaProducer<String, byte[]> producer, UsageEvent event) {
        producer.send(new ProducerRecord<>(
                TOPICS.usageEvents(), event.dimensions().principal(), Json.bytes(UsageEventJson.write(event))));
    }

    private static KafkaProducer<String, byte[]> producer(BenchmarkServers servers) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", servers.bootstrap(), "acks", "all", "linger.ms", "5", "batch.size", "131072");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
