package dev.bursar.aggregator.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.aggregator.Audit;
import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class AuditorIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private final String id = "a-" + UUID.randomUUID();
    private final String key = id + "/principal=coder-1";

    @Inject
    ShadowStore shadow;

    @Inject
    ComparisonStore comparisons;

    @Inject
    DataSource books;

    @TestHTTPResource(management = true)
    URI management;

    private void define(String window) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"match": {"project": "%s"}, "per": ["principal"], "limit": {"usd": "5"}, "window": %s}""".formatted(id, window))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);
        awaitActive();
    }

    /** What a test leaves behind must not drift in the next one. */
    @AfterEach
    void delete() {
        given().auth().oauth2(ADMIN).delete("/api/v1/budgets/" + id).then().statusCode(204);
    }

    private void awaitActive() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "active"
                        .equals(given().auth()
                                .oauth2(ADMIN)
                                .get("/api/v1/budgets/" + id)
                                .path("state")));
    }

    private void meter(Instant time, long input) {
        try (var metering = new Metering()) {
            metering.call(time, input, Map.of("principal", "coder-1", "project", id))
                    .booked(ADMIN);
        }
    }

    private void change(String sql) throws SQLException {
        try (var session = books.getConnection();
                var statement = session.prepareStatement(sql)) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    /** Differences of this test's budget: others run beside it. */
    private String drift() {
        var now = Instant.now();
        var found =
                shadow.fold(now).chain(() -> comparisons.compare(now)).await().atMost(Duration.ofSeconds(20));
        return found.differences().stream()
                .filter(difference -> difference.place().account().equals(key))
                .map(difference -> difference.excess().stripTrailingZeros().toPlainString())
                .findFirst()
                .orElse("none");
    }

    private void awaitAudited() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (var session = books.getConnection();
                    var query = session.prepareStatement("select 1 from audit_budget where budget = ?")) {
                query.setString(1, id);
                try (var row = query.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    @Test
    void countersThatFollowTheLedgerDoNotDrift() {
        meter(Instant.now(), 1000);
        define("{\"calendar\": \"day\", \"zone\": \"Australia/Lord_Howe\"}");
        awaitAudited();
        meter(Instant.now(), 1000);
        meter(Instant.now().minus(Duration.ofDays(20)), 1000);

        assertThat(drift()).isEqualTo("none");
    }

    @Test
    void aCounterThatWasTamperedWithIsFoundNeverRepairedAndPutRightByARebuild() throws SQLException {
        // Given
        define("{\"calendar\": \"day\"}");
        meter(Instant.now(), 1000);
        awaitAudited();
        assertThat(drift()).isEqualTo("none");

        // When
        change("update account_window set spent = spent + 1 where key = ?");

        // Then
        assertThat(drift()).isEqualTo("1");
        assertThat(drift()).isEqualTo("1");
        await().atMost(Duration.ofSeconds(20)).until(() -> metric("bursar_ledger_drift_usd") >= 1);
        given().auth()
                .oauth2(ADMIN)
                .post("/api/v1/budgets/" + id + "/rebuild")
                .then()
                .statusCode(200);
        awaitActive();
        awaitAudited();
        assertThat(drift()).isEqualTo("none");
        await().atMost(Duration.ofSeconds(20)).until(() -> metric("bursar_ledger_drift_usd") == 0);
    }

    private double metric(String name) {
        return new Audit(management).metric(name);
    }

    @Test
    void aCounterThatIsMissingIsFound() throws SQLException {
        define("{\"lifetime\": true}");
        meter(Instant.now(), 1000);
        awaitAudited();

        change("delete from account_window where key = ?");

        assertThat(drift()).isEqualTo("-0.003");
    }

    @Test
    void aLateEventInAWindowThatWasPrunedIsNoDrift() {
        // Given
        define("{\"calendar\": \"day\"}");
        meter(Instant.now().minus(Duration.ofDays(30)), 1000);
        awaitAudited();
        var later = Instant.now().plus(Duration.ofDays(80));
        comparisons.prune(later).await().atMost(Duration.ofSeconds(20));

        // When
        meter(Instant.now().minus(Duration.ofDays(30)), 2000);

        // Then
        var found = shadow.fold(later)
                .chain(() -> comparisons.compare(later))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(found.differences())
                .noneMatch(difference -> difference.place().account().equals(key));
    }
}
