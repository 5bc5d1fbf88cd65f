package dev.bursar.embedded.kafka;

import dev.bursar.embedded.process.Child;
import dev.bursar.embedded.process.Jvm;
import dev.bursar.embedded.process.Ports;
import dev.bursar.embedded.process.Running;
import dev.bursar.embedded.process.StartFailure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A running Kafka node on the loopback interface, in a JVM of its own. */
public final class Kafka implements Running {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    /** For java.util.logging, which Kafka's log lines end up in. */
    private static final String LOG_FORMAT =
            "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n";

    private final KafkaSettings settings;
    private final Child child;

    private Kafka(KafkaSettings settings, Child child) {
        this.settings = settings;
        this.child = child;
    }

    /** Returns at once; {@link #awaitReady} waits. */
    public static Kafka launch(KafkaSettings settings, List<String> jvmOptions) {
        try {
            Files.createDirectories(settings.data());
            Path properties = settings.data().resolveSibling("kafka.properties");
            try (Writer writer = Files.newBufferedWriter(properties)) {
                settings.properties().store(writer, "written at each start");
            }
            List<String> options = new ArrayList<>(Jvm.QUICK_START);
            options.add("-Xmx512m");
            options.add(LOG_FORMAT);
            options.addAll(jvmOptions);
            List<String> command = Jvm.command(options, KafkaNode.class.getName(), List.of(properties.toString()));
            return new Kafka(
                    settings,
                    Child.start(
                            "kafka", command, Jvm.environment(System.getenv(), Jvm.ownClassPath()), settings.log()));
        } catch (IOException failure) {
            throw StartFailure.of("can't prepare " + settings.data(), failure);
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    @Override
    public boolean isAlive() {
        return child.isAlive();
    }

    /** Returns once it answers clients. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        Map<String, Object> client = Map.of(
                "bootstrap.servers", settings.bootstrap(),
                "reconnect.backoff.ms", 20,
                "reconnect.backoff.max.ms", 100,
                "default.api.timeout.ms", 60_000);
        while (!Ports.accepts(settings.port())) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                throw failedStart("does not start");
            }
            pause();
        }
        try (Admin admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw failedStart("does not answer: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while Kafka started", interrupted);
        }
    }

    @Override
    public void stop() {
        child.stop(STOP_PATIENCE);
    }

    @Override
    public List<ProcessHandle> handles() {
        return List.of(child.handle());
    }

    /** At once and without good order: for data that nobody needs again. */
    public void kill() {
        child.stop(Duration.ZERO);
    }

    private StartFailure failedStart(String what) {
        stop();
        return new StartFailure("Kafka " + what + " (log: " + settings.log() + ")");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while Kafka started", interrupted);
        }
    }
}
