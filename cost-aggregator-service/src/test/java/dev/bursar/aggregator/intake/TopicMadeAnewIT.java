package dev.bursar.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.testkit.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The same name, other records: offsets of the topic that was deleted mean nothing in the one that took its place. */
class TopicMadeAnewIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOOKED = "select count(*) from ledger_entry";

    private final Installation installation = Installation.fresh();

    @Test
    void everyEventOfTheNewTopicIsBookedThoughTheBooksHadReadFurther() throws Exception {
        // Given
        publish("old", 100);
        try (var books = new Books(installation);
                var before = AggregatorProcess.start(installation, "anew-before")) {
            awaitBooked(books, before, 100);
            before.stop();
        }

        // When
        makeAnew();
        publish("new", 300);

        // Then
        try (var books = new Books(installation);
                var after = AggregatorProcess.start(installation, "anew-after")) {
            awaitBooked(books, after, 400);
            assertThat(books.number("select count(distinct event_id) from ledger_entry"))
                    .isEqualTo(400);
        }
    }

    /** One principal, so one partition: where the old topic ended lies inside the new one. */
    private void publish(String name, int events) {
        try (var books = new Books(installation)) {
            for (int i = 0; i < events; i++) {
                books.publish(Events.event("p", name + "-" + i, 1000, 100));
            }
            books.flush();
        }
    }

    private static void awaitBooked(Books books, AggregatorProcess aggregator, long events) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(aggregator.isAlive()).isTrue();
            return books.rows("select to_regclass('ledger_entry') is not null").contains("t")
                    && books.number(BOOKED) >= events;
        });
    }

    private void makeAnew() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", installation.bootstrap()))) {
            var events = installation.topics().usageEvents();
            admin.deleteTopics(List.of(events)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(events));
        }
        new TopicSetup(installation.topics()).create(installation.bootstrap());
    }
}
