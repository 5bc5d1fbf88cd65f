package dev.bursar.benchmark;

import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsagePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events a second from {@code usage.events} into the ledger by the packaged aggregator, and by a bare {@code INSERT … SELECT
 * unnest} of the very same rows into the same tables with the same indexes and batches, in one run. Kafka and PostgreSQL are
 * started for it, on this machine, durable.
 *
 * <p>Arguments: events (1000000), rows of the bare insert (100000).
 */
public final class PostingBenchmark {

    private static final int PRINCIPALS = 200;
    private static final List<String> MODELS = List.of("claude-sonnet-4-5", "claude-opus-4-5", "claude-haiku-4-5");
    private static final Topics TOPICS = new Topics("bench");

    private PostingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int bare = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        System.out.println(Machine.line());
        var jar = Path.of("cost-aggregator-service", "target", "quarkus-app", "quarkus-run.jar");
        try (var servers = BenchmarkServers.start(TOPICS)) {
            publish(servers.bootstrap(), events);
            double posted = Posting.measure(servers, jar, events);
            try (var insert = new BareInsert(servers.admin(), servers.books())) {
                double one = insert.measure(bare, 1);
                double two = insert.measure(bare, 2);
                System.out.printf(
                        "bare insert of the same %,d rows: %,.0f/s on one connection, %,.0f/s on two%n",
                        bare, one, two);
                System.out.printf(
                        "ratio: %.0f %% of one connection, %.0f %% of two%n", 100 * posted / one, 100 * posted / two);
            }
        }
    }

    private static void publish(String bootstrap, int events) {
        var random = new Random(7);
        var settings = Map.<String, Object>of(
                "bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "20", "batch.size", "131072");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                var event = event(i, random);
                producer.send(new ProducerRecord<>(
                        TOPICS.usageEvents(), event.dimensions().principal(), Json.bytes(UsageEventJson.write(event))));
            }
        }
    }

    static UsageEvent event(int number, Random random) {
        return event(number, random, MODELS.get(random.nextInt(MODELS.size())));
    }

    static UsageEvent event(int number, Random random, String model) {
        var principal = "coder-" + random.nextInt(PRINCIPALS);
        return new UsageEvent(
                "agents/" + principal,
                "msg_" + number,
                Instant.parse("2026-11-22T00:00:00Z").plusMillis(number),
                UsagePath.parse("http/body").orElseThrow(),
                0,
                Dimensions.of(Map.of(
                        "principal",
                        principal,
                        "agent",
                        "coder",
                        "team",
                        "team-" + random.nextInt(10),
                        "project",
                        "hypercode",
                        "mission",
                        "m-" + random.nextInt(500),
                        "step",
                        "proposal",
                        "provider",
                        "anthropic",
                        "model",
                        model)),
                Usage.of(Map.of(
                        Meter.INPUT, (long) random.nextInt(20_000),
                        Meter.CACHE_READ, (long) random.nextInt(50_000),
                        Meter.OUTPUT, (long) random.nextInt(2_000))),
                Optional.of("msg_01" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + number),
                Optional.empty(),
                Optional.empty(),
                UsageEvent.Scope.CALL,
                "ok",
                false,
                OptionalLong.of(random.nextInt(10_000)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
