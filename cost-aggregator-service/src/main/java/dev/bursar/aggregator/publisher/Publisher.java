package dev.bursar.aggregator.publisher;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Runs for office, serves a term, and runs again when it is over. All of it happens in one thread of its own: a term is
 * one database session and one Kafka transaction at a time, and both make their owner wait.
 */
@ApplicationScoped
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final String CLIENT = "bursar-publisher";
    /** Between two looks for something new. */
    private static final long IDLE_MILLIS = 30;
    /** Between two attempts to be elected. */
    private static final long CANDIDATE_MILLIS = 500;

    private final DataSource books;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final InstantSource clock;
    private final PublisherMetrics metrics;
    private volatile boolean stopping;
    private Thread thread;

    Publisher(DataSource books, KafkaSettings kafka, Topics topics, InstantSource clock, PublisherMetrics metrics) {
        this.books = books;
        this.kafka = kafka;
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, CLIENT);
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.join(5_000);
    }

    private void run() {
        while (!stopping) {
            try (var office = Office.take(books).orElse(null)) {
                if (office != null) {
                    serve(office);
                }
            } catch (SQLException | KafkaException | IOException e) {
                LOG.warnf("publisher=resigned cause=\"%s\"", e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "publisher=resigned fault=unexpected");
            }
            pause(CANDIDATE_MILLIS);
        }
    }

    private void serve(Office office) throws SQLException, IOException {
        try (var outbox = new Outbox(kafka.producer(CLIENT), topics.prefix() + "-publisher")) {
            var definitions = TopicTable.read(kafka.consumer(CLIENT), topics.budgets());
            var cards = TopicTable.read(kafka.consumer(CLIENT), topics.rates());
            var accounts = TopicTable.read(kafka.consumer(CLIENT), topics.budgetStates());
            var told = new Told(topics, definitions.keySet(), cards.keySet(), accounts.keySet());
            var term = new Term(office.session(), outbox, topics, told, clock, metrics);
            term.begin(definitions);
            while (!stopping) {
                if (!term.turn()) {
                    pause(IDLE_MILLIS);
                }
            }
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
