package dev.bursar.aggregator.budget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class HistoryIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final List<String> LONG = List.of("mission", "session", "step");

    private final String project = "p-" + UUID.randomUUID();

    private void define(String id, String limit, String window) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"match": {"project": "%s"}, "per": ["principal"], "limit": %s, "window": %s, "mode": "soft"}""".formatted(project, limit, window))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);
    }

    private void awaitActive(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "active"
                        .equals(given().auth()
                                .oauth2(ADMIN)
                                .get("/api/v1/budgets/" + id)
                                .path("state")));
    }

    private BigDecimal spent(String id, String principal) {
        String spent = given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/budgets/{id}/accounts/{key}", id, id + "/principal=" + principal)
                .path("spent");
        return new BigDecimal(spent);
    }

    @Test
    void budgetsMadeWhilePostingsGoOnCountEveryCallOnce() throws Exception {
        // Given
        var ids = new ArrayList<String>();
        int calls = 3000;

        try (var metering = new Metering()) {
            // When
            for (int i = 0; i < calls; i++) {
                metering.call(Instant.now(), 1000, Map.of("principal", "coder-" + i % 3, "project", project));
                if (i % 300 == 150) {
                    var id = "h-" + i + "-" + UUID.randomUUID();
                    ids.add(id);
                    define(id, i % 600 == 150 ? "{\"usd\": \"5\"}" : "{\"requests\": 10}", "{\"lifetime\": true}");
                }
            }
            metering.booked(ADMIN);
        }

        // Then
        for (var id : ids) {
            awaitActive(id);
            var expected = ids.indexOf(id) % 2 == 0 ? new BigDecimal("3") : new BigDecimal(1000);
            for (int coder = 0; coder < 3; coder++) {
                assertThat(spent(id, "coder-" + coder)).isEqualByComparingTo(expected);
            }
        }
    }

    @Test
    void aNewBudgetCountsItsWindowAndNotTheOneBefore() {
        // Given
        var now = Instant.now();
        try (var metering = new Metering()) {
            metering.call(now, 1000, Map.of("principal", "coder-1", "project", project))
                    .call(now.minus(Duration.ofDays(2)), 5000, Map.of("principal", "coder-1", "project", project))
                    .call(now, 7000, Map.of("principal", "coder-1", "project", "another"));
            metering.booked(ADMIN);
        }
        var id = "h-" + UUID.randomUUID();

        // When
        define(id, "{\"tokens\": 1000000}", "{\"calendar\": \"day\"}");

        // Then
        awaitActive(id);
        assertThat(spent(id, "coder-1")).isEqualByComparingTo("1000");
    }

    @Test
    void aRebuildCountsTheSameAgain() {
        // Given
        try (var metering = new Metering()) {
            metering.call(Instant.now(), 1000, Map.of("principal", "coder-1", "project", project));
            metering.booked(ADMIN);
        }
        var id = "h-" + UUID.randomUUID();
        define(id, "{\"usd\": \"1\"}", "{\"calendar\": \"month\", \"zone\": \"Asia/Tokyo\"}");
        awaitActive(id);

        // When
        given().auth()
                .oauth2(ADMIN)
                .post("/api/v1/budgets/" + id + "/rebuild")
                .then()
                .statusCode(200);

        // Then
        awaitActive(id);
        assertThat(spent(id, "coder-1")).isEqualByComparingTo("0.003");
    }

    @Test
    void aBudgetThatBeginsAnewCountsWhatItMissed() {
        // Given
        var id = "h-" + UUID.randomUUID();
        define(id, "{\"usd\": \"1\"}", "{\"lifetime\": true}");
        awaitActive(id);
        given().auth().oauth2(ADMIN).delete("/api/v1/budgets/" + id).then().statusCode(204);
        try (var metering = new Metering()) {
            metering.call(Instant.now(), 2000, Map.of("principal", "coder-1", "project", project));
            metering.booked(ADMIN);
        }

        // When
        define(id, "{\"usd\": \"1\"}", "{\"lifetime\": true}");

        // Then
        awaitActive(id);
        assertThat(spent(id, "coder-1")).isEqualByComparingTo("0.006");
    }

    @Test
    void anAccountIsExplainedByTheEntriesOfItsWindow() {
        // Given
        var now = Instant.now();
        var id = "h-" + UUID.randomUUID();
        define(id, "{\"usd\": \"1\"}", "{\"calendar\": \"day\"}");
        try (var metering = new Metering()) {
            metering.call(now, 1000, Map.of("principal", "coder-1", "project", project))
                    .call(now, 2000, Map.of("principal", "coder-1", "project", project))
                    .call(now, 4000, Map.of("principal", "coder-2", "project", project))
                    .call(now.minus(Duration.ofDays(2)), 8000, Map.of("principal", "coder-1", "project", project));
            metering.booked(ADMIN);
        }

        // When
        var explained = given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/budgets/{id}/accounts/{key}/explain", id, id + "/principal=coder-1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then
        assertThat(explained.getString("account.spent")).isEqualTo("0.009");
        assertThat(explained.getList("entries.items.usage.input", Integer.class))
                .containsExactlyInAnyOrder(1000, 2000);
        assertThat(explained.getList("holds.items")).isEmpty();
    }

    /** An index row of PostgreSQL is smaller than what such values are as text: they must not stop the books. */
    @Test
    void valuesThatAreLongerThanAnIndexTakesAreCountedBeforeAndAfterABudgetIsMade() {
        // Given
        var before = "h-" + UUID.randomUUID();
        var after = "h-" + UUID.randomUUID();
        var random = new Random(7);
        var dimensions = new HashMap<>(Map.of("principal", "coder-1", "project", project));
        LONG.forEach(name -> dimensions.put(name, chinese(random)));
        splitByLongOnes(before);

        // When
        try (var metering = new Metering()) {
            metering.call(Instant.now(), 1000, dimensions).booked(ADMIN);
        }
        splitByLongOnes(after);
        awaitActive(after);

        // Then
        for (var id : List.of(before, after)) {
            var account = given().auth()
                    .oauth2(ADMIN)
                    .get("/api/v1/budgets/{id}/accounts", id)
                    .jsonPath();
            assertThat(account.getList("items.spent")).containsExactly("0.003");
            String key = account.getString("items[0].key");
            var explained = given().auth().oauth2(ADMIN).get("/api/v1/budgets/{id}/accounts/{key}/explain", id, key);
            assertThat(explained.jsonPath().getList("entries.items")).hasSize(1);
        }
    }

    private static String chinese(Random random) {
        return random.ints(256, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void splitByLongOnes(String id) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body(Map.of(
                        "match", Map.of("project", project),
                        "per", LONG,
                        "limit", Map.of("usd", "1"),
                        "window", Map.of("calendar", "day")))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);
    }
}
