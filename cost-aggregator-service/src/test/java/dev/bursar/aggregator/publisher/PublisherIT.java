package dev.bursar.aggregator.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.Metering;
import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Installation;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class PublisherIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final Topics TOPICS = Installation.shared().topics();

    private final String id = "p-" + UUID.randomUUID();
    private final String key = id + "/principal=coder-1";
    private final PublishedTopics budgets = topic(TOPICS.budgets());
    private final PublishedTopics states = topic(TOPICS.budgetStates());

    @Inject
    DataSource books;

    @Inject
    KafkaSettings kafka;

    private static PublishedTopics topic(String name) {
        return new PublishedTopics(Installation.shared().bootstrap(), name);
    }

    @AfterEach
    void close() {
        budgets.close();
        states.close();
    }

    private void define(String more) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"match": {"project": "%s"}, "per": ["principal"], "limit": {"usd": "0.01"},
                         "window": {"calendar": "day"}%s}""".formatted(id, more))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);
    }

    private void meter(long input) {
        try (var metering = new Metering()) {
            metering.call(Instant.now(), input, Map.of("principal", "coder-1", "project", id))
                    .booked(ADMIN);
        }
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    private String spent() {
        return states.last(key).map(state -> state.path("spent").asText()).orElse("");
    }

    @Test
    void aBudgetIsToldFromTheBeginningAndAgainWhenItIsActive() {
        define("");

        awaitThat(() -> budgets.last(id)
                .filter(budget -> budget.path("state").asText().equals("active"))
                .isPresent());

        assertThat(budgets.last(id).orElseThrow().path("limit").path("usd").asText())
                .isEqualTo("0.01");
    }

    @Test
    void theHeartbeatGoesOnEverySecond() {
        awaitThat(() -> budgets.last(Topics.HEARTBEAT_KEY).isPresent());
        var first = budgets.last(Topics.HEARTBEAT_KEY).orElseThrow();

        awaitThat(() -> beat() >= first.path("beat").asLong() + 2);

        var later = budgets.last(Topics.HEARTBEAT_KEY).orElseThrow();
        assertThat(at(later, "at"))
                .isAfter(at(first, "at"))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(at(later, "published_through")).isAfter(at(first, "published_through"));
    }

    private long beat() {
        return budgets.last(Topics.HEARTBEAT_KEY)
                .map(heartbeat -> heartbeat.path("beat").asLong())
                .orElse(-1L);
    }

    private static Instant at(JsonNode heartbeat, String field) {
        return Instant.parse(heartbeat.path(field).asText());
    }

    @Test
    void everyRateCardIsTold() {
        try (var rates = topic(TOPICS.rates())) {
            awaitThat(() -> rates.last("anthropic/claude-sonnet-4-5@1").isPresent());
        }
    }

    @Test
    void whatIsPostedIsSeenInTheStateSoon() {
        define("");
        meter(1000);

        awaitThat(() -> spent().equals("0.003"));
        meter(1000);
        awaitThat(() -> spent().equals("0.006"));

        var state = states.last(key).orElseThrow();
        assertThat(state.path("available").asText()).isEqualTo("0.004");
        assertThat(state.path("windows")).hasSize(1);
        assertThat(state.path("epoch").asLong()).isPositive();
    }

    @Test
    void aDeletedBudgetIsTakenBackWithItsAccounts() {
        define("");
        meter(1000);
        awaitThat(() -> spent().equals("0.003"));

        given().auth().oauth2(ADMIN).delete("/api/v1/budgets/" + id).then().statusCode(204);

        awaitThat(() -> budgets.last(id).isEmpty() && states.last(key).isEmpty());
        assertThat(states.told(key)).isGreaterThan(1);
    }

    @Test
    void aFrozenAccountIsToldAndAThawedUntouchedOneIsTakenBack() {
        define("");
        var path = "/api/v1/budgets/{id}/accounts/{key}/";

        given().auth().oauth2(ADMIN).put(path + "freeze", id, key).then().statusCode(200);
        awaitThat(() -> states.last(key)
                .filter(state -> state.path("frozen").asBoolean())
                .isPresent());

        given().auth().oauth2(ADMIN).put(path + "thaw", id, key).then().statusCode(200);
        awaitThat(() -> states.last(key).isEmpty());
    }

    @Test
    void aThresholdAlertsOnceHoweverOftenItIsPassed() {
        // Given
        define(", \"alerts\": [\"0.5\", \"1\"], \"mode\": \"soft\"");
        try (var alerts = topic(TOPICS.budgetAlerts())) {
            // When
            meter(2000);
            awaitThat(() -> alerts.told(key) == 1);
            meter(2000);
            awaitThat(() -> alerts.told(key) == 2);
            meter(2000);
            awaitThat(() -> spent().equals("0.018"));

            // Then
            assertThat(alerts.told(key)).isEqualTo(2);
            var last = alerts.last(key).orElseThrow();
            assertThat(last.path("threshold").asText()).isEqualTo("1");
            assertThat(last.path("spent").asText()).isEqualTo("0.012");
        }
    }

    @Test
    void whenThePublisherLosesItsSessionTheNextOneGoesOn() throws SQLException {
        // Given
        define("");
        meter(1000);
        awaitThat(() -> spent().equals("0.003"));
        long before = beat();
        long epoch = states.last(key).orElseThrow().path("epoch").asLong();

        // When
        endSession();
        meter(1000);

        // Then
        awaitThat(() -> spent().equals("0.006"));
        awaitThat(() -> beat() > before + 1);
        assertThat(states.last(key).orElseThrow().path("epoch").asLong()).isEqualTo(epoch);
    }

    @Test
    void whoIsFencedOffTheTopicsRunsForOfficeAgain() {
        // Given
        define("");
        meter(1000);
        awaitThat(() -> spent().equals("0.003"));

        // When
        new Outbox(kafka.producer("intruder"), TOPICS.prefix() + "-publisher").close();
        meter(1000);

        // Then
        awaitThat(() -> spent().equals("0.006"));
    }

    @Test
    void theOfficeIsHeldByOneAtATime() throws SQLException {
        awaitThat(() -> budgets.last(Topics.HEARTBEAT_KEY).isPresent());

        assertThat(Office.take(books)).isEmpty();
    }

    @Test
    void anOlderDatabaseIsToldUnderAHigherEpochWithItsOwnNumbers() throws SQLException {
        // Given
        define("");
        meter(1000);
        awaitThat(() -> spent().equals("0.003"));
        var dump = Dump.take(books, key);
        meter(2000);
        awaitThat(() -> spent().equals("0.009"));
        var lost = states.last(key).orElseThrow();
        awaitThat(() -> beat() > dump.beat());

        // When
        dump.restore(books);
        endSession();

        // Then
        awaitThat(() -> spent().equals("0.003"));
        var restored = states.last(key).orElseThrow();
        assertThat(restored.path("epoch").asLong())
                .isGreaterThan(lost.path("epoch").asLong());
        assertThat(restored.path("version").asLong())
                .isLessThan(lost.path("version").asLong());
        awaitThat(() ->
                budgets.last(Topics.HEARTBEAT_KEY).orElseThrow().path("epoch").asLong()
                        == restored.path("epoch").asLong());
    }

    /** What a dump holds of one account and of the publisher. */
    private record Dump(String key, long version, String spent, long beat) {

        static Dump take(DataSource books, String key) throws SQLException {
            try (var session = books.getConnection();
                    var query = session.prepareStatement("""
                            select version, spent::text, (select beat from heartbeat)
                            from account join account_window using (key) where key = ?""")) {
                query.setString(1, key);
                try (var row = query.executeQuery()) {
                    row.next();
                    return new Dump(key, row.getLong(1), row.getString(2), row.getLong(3));
                }
            }
        }

        void restore(DataSource books) throws SQLException {
            try (var session = books.getConnection();
                    var statement = session.createStatement()) {
                statement.execute("update account set version = " + version + " where key = '" + key + "'");
                statement.execute("update account_window set spent = " + spent + " where key = '" + key + "'");
                statement.execute("update heartbeat set beat = " + beat);
            }
        }
    }

    private void endSession() throws SQLException {
        try (var session = books.getConnection();
                var statement = session.prepareStatement("""
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and objid = ? and granted
                            and database = (select oid from pg_database where datname = current_database())""")) {
            statement.setLong(1, AdvisoryLock.PUBLISHER.key());
            try (var row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
            }
        }
    }

    @Test
    void aRateCardIsToldAndTakenBackAgain() {
        try (var rates = topic(TOPICS.rates())) {
            rates.last("");
            var card = given().urlEncodingEnabled(false).auth().oauth2(ADMIN).contentType("application/json");

            card.body("""
                    {"provider": "acme", "match": {"exact": ["%s"]}, "effective_from": "2026-01-01", "prices": {"input": "3"}}""".formatted(id))
                    .put("/api/v1/rates/acme%2F" + id)
                    .then()
                    .statusCode(201);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rates.last("acme/" + id + "@1")
                            .filter(told ->
                                    told.path("prices").path("input").asText().equals("3"))
                            .isPresent());
            given().urlEncodingEnabled(false)
                    .auth()
                    .oauth2(ADMIN)
                    .delete("/api/v1/rates/acme%2F" + id)
                    .then()
                    .statusCode(204);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rates.last("acme/" + id + "@1").isEmpty());
        }
    }
}
