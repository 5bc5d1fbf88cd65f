package dev.bursar.ingest;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Asks an absent Kafka again and again whether it is back: a service that is not ready gets no requests to find out. */
final class KafkaProbe {

    private static final Logger LOG = Logger.getLogger(KafkaProbe.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long ANSWER_SECONDS = 5;

    private final Map<String, Object> settings;
    private final Runnable back;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopped;

    /** @param back called when Kafka answers; it may throw a {@link KafkaException} when that is not enough */
    KafkaProbe(Map<String, Object> settings, Runnable back) {
        this.settings = settings;
        this.back = back;
    }

    /** Begins to ask, unless it already does. */
    void start() {
        if (running.compareAndSet(false, true)) {
            var thread = new Thread(this::ask, "kafka probe");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop() {
        stopped = true;
    }

    private void ask() {
        try {
            while (!stopped) {
                Thread.sleep(PAUSE_MILLIS);
                if (answers()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
    }

    private boolean answers() throws InterruptedException {
        try (var admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            back.run();
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf("kafka=still_away cause=\"%s\"", e.getMessage());
            return false;
        }
    }
}
