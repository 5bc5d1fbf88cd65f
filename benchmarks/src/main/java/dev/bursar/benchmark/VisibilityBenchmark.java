package dev.bursar.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The time from a 202 to the account's new state on the topic that gates read, while other events arrive at a steady
 * rate. Needs a stack started with {@code ./bursar up}.
 *
 * <p>Arguments: events per second (5000), seconds (20).
 */
public final class VisibilityBenchmark {

    private static final int BATCH = 100;
    private static final Duration PROBE_EVERY = Duration.ofMillis(100);

    private final RunningStack stack;
    private final String run = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
    private final AtomicLong posted = new AtomicLong();
    private final CountDownLatch watching = new CountDownLatch(1);

    private VisibilityBenchmark(RunningStack stack) {
        this.stack = stack;
    }

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        new VisibilityBenchmark(RunningStack.find()).measure(rate, seconds);
    }

    private void measure(int rate, int seconds) throws Exception {
        defineBudget();
        var watcher = Executors.newSingleThreadExecutor();
        var load = Executors.newScheduledThreadPool(4);
        watcher.submit(this::watch);
        watching.await();
        long pauseMicros = rate == 0 ? 0 : 1_000_000L * BATCH / rate;
        if (rate > 0) {
            load.scheduleAtFixedRate(this::postBatch, 0, pauseMicros, TimeUnit.MICROSECONDS);
        }
        var started = System.nanoTime();
        var latencies = probe(seconds);
        var elapsed = (System.nanoTime() - started) / 1e9;
        load.shutdownNow();
        watcher.shutdownNow();
        print(rate, elapsed, latencies);
        System.exit(0);
    }

    private void defineBudget() throws Exception {
        var budget = Json.object();
        budget.putObject("match").put("project", run);
        budget.putArray("per").add("principal");
        budget.putObject("limit").put("usd", "1000000");
        budget.putObject("window").put("calendar", "day").put("zone", "UTC");
        RunningStack.require(
                stack.send("PUT", stack.aggregator() + "/api/v1/budgets/" + run, "application/json", budget), 201);
        Thread.sleep(2_000);
    }

    private List<Long> probe(int seconds) throws Exception {
        var answered = new ConcurrentHashMap<String, Long>();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            var principal = "probe-" + i;
            var response = stack.send(
                    "POST",
                    stack.ingest() + "/api/v1/usage",
                    "application/cloudevents+json",
                    event(principal, "p" + i));
            RunningStack.require(response, 202);
            answered.put(run + "/principal=" + principal, System.nanoTime());
            Thread.sleep(PROBE_EVERY.toMillis());
        }
        Thread.sleep(3_000);
        var latencies = new ArrayList<Long>();
        answered.forEach((account, at) -> {
            var seen = seenNanos.get(account);
            latencies.add(seen == null ? Long.MAX_VALUE : Math.max(0, seen - at));
        });
        latencies.sort(Long::compare);
        return latencies;
    }

    private void postBatch() {
        try {
            var batch = Json.mapper().createArrayNode();
            for (int i = 0; i < BATCH; i++) {
                long n = posted.incrementAndGet();
                batch.add(event("load-" + n % 50, "l" + n));
            }
            RunningStack.require(
                    stack.send("POST", stack.ingest() + "/api/v1/usage", "application/cloudevents-batch+json", batch),
                    202);
        } catch (Exception e) {
            System.err.println("load: " + e);
        }
    }

    private ObjectNode event(String principal, String id) {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.v1")
                .put("source", run)
                .put("id", id)
                .put("time", Instant.now().toString());
        var data = event.putObject("data")
                .put("provider", "anthropic")
                .put("model", "claude-sonnet-4-5")
                .put("principal", principal)
                .put("project", run);
        data.putObject("usage").put("input", 1200).put("cache_read", 3000).put("output", 170);
        return event;
    }

    private void watch() {
        var topic = Topics.DEFAULT.budgetStates();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", stack.kafka(), "isolation.level", "read_committed", "fetch.min.bytes", 1);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // the seek is lazy: what comes before the first position is known would be missed
            partitions.forEach(consumer::position);
            watching.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(state -> seenNanos.putIfAbsent(state.key(), System.nanoTime()));
            }
        }
    }

    private void print(int rate, double elapsed, List<Long> latencies) {
        System.out.println(Machine.line());
        System.out.printf(
                "asked %d events/s beside the probes, got %.0f/s over %.1f s%n", rate, posted.get() / elapsed, elapsed);
        System.out.printf("202 to account state: %d probes, %d never seen%n", latencies.size(), missing(latencies));
        IntStream.of(50, 90, 99).forEach(p -> System.out.printf("p%d %.0f ms%n", p, at(latencies, p) / 1e6));
        System.out.printf("max %.0f ms%n", latencies.get(latencies.size() - 1) / 1e6);
    }

    private static long missing(List<Long> latencies) {
        return latencies.stream().filter(nanos -> nanos == Long.MAX_VALUE).count();
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
