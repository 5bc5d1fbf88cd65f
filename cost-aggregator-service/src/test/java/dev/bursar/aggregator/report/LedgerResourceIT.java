package dev.bursar.aggregator.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class LedgerResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final Instant NOON = Instant.parse("2026-10-25T12:00:00Z");
    private final String project = "r-" + UUID.randomUUID();

    @Inject
    DataSource books;

    private void meter(Metering metering, Instant time, long input, Map<String, String> more) {
        var dimensions = new HashMap<>(Map.of("principal", "coder-1", "project", project));
        dimensions.putAll(more);
        metering.call(time, input, dimensions);
    }

    @Test
    void theLedgerIsReadNewestFirstPageByPage() {
        // Given
        try (var metering = new Metering()) {
            for (int i = 1; i <= 5; i++) {
                meter(metering, NOON, i, Map.of());
            }
            metering.booked(ADMIN);
        }

        // When
        var first = ledger("&limit=3");
        var second = ledger("&limit=3&cursor=" + first.getString("next_cursor"));

        // Then
        assertThat(first.getList("items.usage.input")).containsExactly(5, 4, 3);
        assertThat(second.getList("items.usage.input")).containsExactly(2, 1);
        assertThat(second.getString("next_cursor")).isNull();
    }

    private JsonPath ledger(String more) {
        return given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/ledger?project=" + project + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void theLedgerIsFilteredByEverythingItNames() {
        try (var metering = new Metering()) {
            meter(metering, NOON, 1, Map.of());
            meter(metering, NOON.plusSeconds(60), 2, Map.of());
            metering.booked(ADMIN);

            assertThat(ledger("&source=" + metering.source() + "&id=e-1").getList("items.usage.input"))
                    .containsExactly(2);
            assertThat(ledger("&from=2026-10-25T12:00:30Z").getList("items")).hasSize(1);
            assertThat(ledger("&to=2026-10-25T12:00:30Z").getList("items")).hasSize(1);
            assertThat(ledger("&kind=usage&cost_state=priced").getList("items")).hasSize(2);
            assertThat(ledger("&kind=adjustment").getList("items")).isEmpty();
            assertThat(ledger("&response_id=none").getList("items")).isEmpty();
        }
        given().auth().oauth2(ADMIN).get("/api/v1/ledger?kind=gift").then().statusCode(400);
        given().auth().oauth2(ADMIN).get("/api/v1/ledger?colour=red").then().statusCode(400);
    }

    @Test
    void peopleWhoReadTablesFindTheirsInAView() throws SQLException {
        try (var metering = new Metering()) {
            metering.call(
                            NOON,
                            "claude-sonnet-4-5",
                            Map.of("input", 1000L, "cache_read", 10L, "output", 20L, "reasoning", 5L),
                            Map.of("principal", "coder-1", "project", project, "mission", project))
                    .booked(ADMIN);
        }

        try (var session = books.getConnection();
                var query = session.prepareStatement("""
                        select model, prompt_tokens, completion_tokens, estimated_cost, cost
                        from token_usage where mission_id = ?""")) {
            query.setString(1, project);
            try (var row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("model")).isEqualTo("claude-sonnet-4-5");
                assertThat(row.getLong("prompt_tokens")).isEqualTo(1010);
                assertThat(row.getLong("completion_tokens")).isEqualTo(25);
                assertThat(row.getBigDecimal("estimated_cost")).isNull();
                assertThat(row.getBigDecimal("cost")).isEqualByComparingTo("0.003378");
            }
        }
    }

    @Test
    void oneEntryIsShownToThoseWhoMaySeeIt() {
        try (var metering = new Metering()) {
            meter(metering, NOON, 1000, Map.of());
            metering.booked(ADMIN);
        }
        String id = ledger("").getString("items[0].id");

        given().auth()
                .oauth2(TestTokens.mint("coder-1", "emitter"))
                .get("/api/v1/ledger/" + id)
                .then()
                .statusCode(200)
                .body("lines[0].cost_usd", equalTo("0.003"));
        given().auth()
                .oauth2(TestTokens.mint("coder-2", "emitter"))
                .get("/api/v1/ledger/" + id)
                .then()
                .statusCode(404);
        given().auth().oauth2(ADMIN).get("/api/v1/ledger/led_nonsense").then().statusCode(404);
    }
}
