package dev.bursar.aggregator.period;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.Audit;
import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In a month of long ago, which no other test has closed. */
@QuarkusTest
@WithTestResource(BursarTestResource.class)
class PeriodResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final String PERIOD = "/api/v1/periods/2019-03";
    private static final Instant IN_MARCH = Instant.parse("2019-03-31T23:59:59Z");

    @Inject
    PeriodStore store;

    private final String project = "p-" + UUID.randomUUID();

    @TestHTTPResource(management = true)
    URI management;

    private void meter(Instant time, long input) {
        try (var metering = new Metering()) {
            metering.call(
                            time,
                            "claude-sonnet-4-5",
                            Map.of("web_search", input),
                            Map.of("principal", "coder-1", "project", project))
                    .booked(ADMIN);
        }
    }

    private static String get(String path) {
        return given().auth()
                .oauth2(ADMIN)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private List<String> periods() {
        return given().auth()
                .oauth2(ADMIN)
                .queryParam("project", project)
                .get("/api/v1/ledger")
                .jsonPath()
                .getList("items.billing_period");
    }

    @Test
    void aClosedMonthIsTheSameForeverAndWhatComesLaterIsACorrection() {
        // Given
        meter(IN_MARCH, 1);
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("{\"match\": {\"project\": \"" + project + "\"}, \"limit\": {\"usd\": \"1\"}, \"mode\": \"soft\","
                        + " \"window\": {\"calendar\": \"month\"}}")
                .put("/api/v1/budgets/" + project)
                .then()
                .statusCode(201);
        assertThat(given().auth().oauth2(ADMIN).get(PERIOD).jsonPath().getString("state"))
                .isEqualTo("open");
        given().auth().oauth2(ADMIN).post(PERIOD + "/close").then().statusCode(200);
        var report = "/api/v1/metrics/costs?period=2019-03&group_by=model,principal";
        var closed = get(PERIOD);
        var costs = get(report);

        // When
        meter(IN_MARCH, 2);
        given().auth().oauth2(ADMIN).post(PERIOD + "/close").then().statusCode(200);

        // Then
        var current = YearMonth.now(ZoneOffset.UTC).toString();
        assertThat(periods()).containsExactly(current, "2019-03");
        assertThat(get(PERIOD)).isEqualTo(closed).contains("\"state\":\"closed\"");
        assertThat(get(report)).isEqualTo(costs);
        assertThat(given().auth()
                        .oauth2(ADMIN)
                        .get("/api/v1/periods")
                        .jsonPath()
                        .getList("items.id"))
                .contains(current, "2019-03");
        new Audit(management).assertNoDrift();
    }

    @Test
    void aMonthThatTheBooksLiveThroughWithoutAnEntryClosesToo() {
        // Given
        meter(Instant.now(), 3);
        var next = YearMonth.now(ZoneOffset.UTC).plusMonths(1);

        // When
        var unheard = store.unheard(next.plusMonths(1)).await().indefinitely();

        // Then
        assertThat(unheard).containsExactly(next);
    }

    @Test
    void aMonthThatIsNotOverCanNotBeClosedAndOneThatNobodyKnowsIsNotShown() {
        // Given
        var current = YearMonth.now(ZoneOffset.UTC);

        // Then
        given().auth()
                .oauth2(ADMIN)
                .post("/api/v1/periods/" + current + "/close")
                .then()
                .statusCode(409);
        given().auth().oauth2(ADMIN).get("/api/v1/periods/2001-01").then().statusCode(404);
        given().auth()
                .oauth2(ADMIN)
                .post("/api/v1/periods/2001-01/close")
                .then()
                .statusCode(404);
        given().auth().oauth2(ADMIN).get("/api/v1/periods/March").then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.mint("vera", "auditor"))
                .post(PERIOD + "/close")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/metrics/costs?period=2019-03&from=2019-03-01")
                .then()
                .statusCode(400);
    }
}
