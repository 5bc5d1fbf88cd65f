package dev.bursar.kit.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic from its beginning, says when its end was reached for the first time, and keeps reading. An
 * outage is waited out.
 */
public final class TableReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BROKER_ANSWER = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final String topic;
    private final Rows rows;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile KafkaConsumer<String, byte[]> current;

    /** Takes what is read, from one thread. */
    public interface Rows {

        /** The topic will be read from its beginning: at first, and whenever it was lost. */
        default void begin() {}

        /** The next record; a null value takes the row away. */
        void row(ConsumerRecord<String, byte[]> row);

        /** All that was there when reading began has been read. */
        void caughtUp();
    }

    /**
     * @param row called for every record, from one thread; a null value takes the row away
     * @param caughtUp called once, when all that was there at the start has been read
     */
    public TableReader(
            Map<String, Object> settings,
            String topic,
            Consumer<ConsumerRecord<String, byte[]>> row,
            Runnable caughtUp) {
        this(settings, topic, new Rows() {
            @Override
            public void row(ConsumerRecord<String, byte[]> next) {
                row.accept(next);
            }

            @Override
            public void caughtUp() {
                caughtUp.run();
            }
        });
    }

    public TableReader(Map<String, Object> settings, String topic, Rows rows) {
        this.settings = settings;
        this.topic = topic;
        this.rows = rows;
        this.thread = new Thread(this::run, "table " + topic);
        thread.setDaemon(true);
    }

    public TableReader start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed.set(true);
        stopping.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void run() {
        while (!closed.get()) {
            rows.begin();
            try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
                current = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debugf("topic=%s reading=stopped", topic);
            } catch (KafkaException e) {
                LOG.warnf("topic=%s reading=failed cause=\"%s\"", topic, e.getMessage());
                rows.begin();
                pause();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic, BROKER_ANSWER).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        if (partitions.isEmpty()) {
            LOG.warnf("topic=%s missing=true", topic);
            pause();
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, BROKER_ANSWER);
        boolean reached = false;
        while (!closed.get()) {
            consumer.poll(POLL).forEach(rows::row);
            if (!reached
                    && ends.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey(), BROKER_ANSWER) >= end.getValue())) {
                reached = true;
                rows.caughtUp();
            }
        }
    }

    private void pause() {
        try {
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.set(true);
        }
    }
}
