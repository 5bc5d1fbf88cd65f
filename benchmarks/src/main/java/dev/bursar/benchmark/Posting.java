package dev.bursar.benchmark;

import dev.bursar.embedded.process.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs an aggregator over a topic that is full already, and takes the time by the offsets it commits. */
final class Posting {

    /** The compiler is busy for most of a minute: the figure is taken after this share of the events. */
    private static final int WARM_UP_PERCENT = 50;

    private static final String TAKEN = "select coalesce(sum(next_offset), 0) from consumer_offset";

    private Posting() {}

    /** @return events a second, sustained, after the warm-up */
    static double measure(BenchmarkServers servers, Path jar, int events) throws Exception {
        var aggregator = start(servers, jar);
        var login = servers.books();
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            await(statement, aggregator, "select (to_regclass('consumer_offset') is not null)::int", 1);
            await(statement, aggregator, TAKEN, 1);
            long began = System.nanoTime();
            long warm = await(statement, aggregator, TAKEN, (long) events * WARM_UP_PERCENT / 100);
            var before = Cpu.of(aggregator.toHandle(), servers);
            long from = System.nanoTime();
            await(statement, aggregator, TAKEN, events);
            var used = Cpu.of(aggregator.toHandle(), servers).since(before);
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.printf(
                    "usage.events to ledger: %,d events, %.1f s for the first %d %%, then %,.0f/s sustained over %.1f s%n",
                    events, (from - began) / 1e9, WARM_UP_PERCENT, (events - warm) / seconds, seconds);
            System.out.println("processor time per event: " + used.per(events - warm));
            await(statement, aggregator, "select 1 - least(count(*), 1) from posting where not published", 1);
            System.out.printf("priced events published %.1f s later%n", (System.nanoTime() - from) / 1e9 - seconds);
            return (events - warm) / seconds;
        } finally {
            aggregator.destroy();
            aggregator.waitFor(20, TimeUnit.SECONDS);
            aggregator.destroyForcibly();
        }
    }

    /** An aggregator on these servers, as a process. */
    static Process start(BenchmarkServers servers, Path jar) throws IOException {
        var log = new File("target/aggregator-benchmark.txt");
        var builder = new ProcessBuilder(command(jar)).redirectErrorStream(true).redirectOutput(log);
        builder.environment().keySet().removeIf(name -> name.startsWith("BURSAR_"));
        builder.environment().putAll(servers.environment());
        return builder.start();
    }

    /** System property {@code aggregator.options}: more options for its JVM, a flight recording for example; as in its image otherwise. */
    static List<String> command(Path jar) {
        var command = new ArrayList<>(List.of(Jvm.executable(), "-Xmx1g"));
        command.addAll(List.of(
                System.getProperty("aggregator.options", "-XX:+UseParallelGC").split(" ")));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    static long await(Statement statement, Process aggregator, String sql, long atLeast)
            throws SQLException, InterruptedException {
        while (aggregator.isAlive()) {
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                if (rows.getLong(1) >= atLeast) {
                    return rows.getLong(1);
                }
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the aggregator ended, see target/aggregator-benchmark.txt");
    }
}
