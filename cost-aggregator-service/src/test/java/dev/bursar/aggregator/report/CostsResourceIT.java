package dev.bursar.aggregator.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.Metering;
import dev.bursar.embedded.token.TokenRequest;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class CostsResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final Instant NOON = Instant.parse("2026-10-25T12:00:00Z");
    private final String project = "r-" + UUID.randomUUID();

    private static JsonPath costs(String token, String query) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(token)
                .get("/api/v1/metrics/costs?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath october(String more) {
        return costs(ADMIN, "from=2026-10-01&to=2026-11-01&project=" + project + more);
    }

    private void meter(Metering metering, Instant time, long input, Map<String, String> more) {
        var dimensions = new HashMap<>(Map.of("principal", "coder-1", "project", project));
        dimensions.putAll(more);
        metering.call(time, input, dimensions);
    }

    @Test
    void sumsAreGroupedByAnyDimensionAndAnAbsentValueIsNull() {
        // Given
        try (var metering = new Metering()) {
            meter(metering, NOON, 1000, Map.of("team", "a", "tags.env", "prod"));
            meter(metering, NOON, 2000, Map.of("team", "a"));
            meter(metering, NOON, 4000, Map.of("tags.env", "prod"));
            metering.booked(ADMIN);
        }

        // When
        var report = october("&group_by=team,tags.env,model_canonical");

        // Then
        assertThat(report.getList("rows.group.team")).containsExactly(null, "a", "a");
        assertThat(report.getList("rows.group.'tags.env'")).containsExactly("prod", null, "prod");
        assertThat(report.getList("rows.cost_usd")).containsExactly("0.012", "0.006", "0.003");
        assertThat(report.getString("total.cost_usd")).isEqualTo("0.021");
        assertThat(report.getInt("total.calls")).isEqualTo(3);
        assertThat(report.getInt("total.tokens.input")).isEqualTo(7000);
        assertThat(report.getInt("total.tokens_in")).isEqualTo(7000);
        assertThat(report.getInt("total.tokens_out")).isZero();
        assertThat(report.getString("zone")).isEqualTo("UTC");
    }

    @Test
    void patternsFilterAndSeveralOfOneDimensionAreAlternatives() {
        try (var metering = new Metering()) {
            meter(metering, NOON, 1000, Map.of("team", "a-1"));
            meter(metering, NOON, 2000, Map.of("team", "a%2"));
            meter(metering, NOON, 4000, Map.of("team", "b"));
            metering.booked(ADMIN);
        }

        assertThat(october("&team=a*").getInt("total.tokens_in")).isEqualTo(3000);
        assertThat(october("&team=a%25*").getInt("total.tokens_in")).isEqualTo(2000);
        assertThat(october("&team=a-1&team=b").getInt("total.tokens_in")).isEqualTo(5000);
        assertThat(october("&team=c").getString("total.cost_usd")).isEqualTo("0");
    }

    @Test
    void theDayTheClocksGoBackHas25Hours() {
        // Given
        try (var metering = new Metering()) {
            meter(metering, Instant.parse("2026-10-24T22:00:00Z"), 1000, Map.of());
            meter(metering, Instant.parse("2026-10-25T22:59:59.999Z"), 2000, Map.of());
            meter(metering, Instant.parse("2026-10-25T23:00:00Z"), 4000, Map.of());
            metering.booked(ADMIN);
        }

        // When
        var report = costs(ADMIN, "from=2026-10-25&to=2026-10-27&zone=Europe/Berlin&interval=day&project=" + project);

        // Then
        assertThat(report.getList("rows.start")).containsExactly("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        assertThat(report.getList("rows.end")).containsExactly("2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z");
        assertThat(report.getList("rows.tokens_in")).containsExactly(3000, 4000);
    }

    @Test
    void intervalsAreCutToTheSpan() {
        try (var metering = new Metering()) {
            meter(metering, NOON, 1000, Map.of());
            metering.booked(ADMIN);
        }

        var report = costs(
                ADMIN, "from=2026-10-25T10:30:00Z&to=2026-10-25T13:00:00%2B00:30&interval=week&project=" + project);

        assertThat(report.getList("rows.start")).containsExactly("2026-10-25T10:30:00Z");
        assertThat(report.getList("rows.end")).containsExactly("2026-10-25T12:30:00Z");
    }

    @Test
    void whatHasNoPriceIsCountedAndSaid() {
        try (var metering = new Metering()) {
            metering.call(
                            NOON,
                            "some-unheard-of-model",
                            Map.of("input", 5L),
                            Map.of("principal", "coder-1", "project", project))
                    .booked(ADMIN);
        }

        var report = october("");

        assertThat(report.getInt("total.unpriced_calls")).isEqualTo(1);
        assertThat(report.getString("total.cost_usd")).isEqualTo("0");
    }

    @Test
    void everyMeterIsSummed() {
        try (var metering = new Metering()) {
            metering.call(
                            NOON,
                            "claude-sonnet-4-5",
                            Map.of(
                                    "input",
                                    1L,
                                    "cache_read",
                                    2L,
                                    "output",
                                    3L,
                                    "reasoning",
                                    4L,
                                    "input_audio",
                                    5L,
                                    "web_search",
                                    6L),
                            Map.of("principal", "coder-1", "project", project))
                    .booked(ADMIN);
        }

        var total = october("");

        assertThat(total.getMap("total.tokens"))
                .isEqualTo(Map.of("input", 1, "cache_read", 2, "output", 3, "reasoning", 4, "input_audio", 5));
        assertThat(total.getMap("total.units")).isEqualTo(Map.of("web_search", 6));
        assertThat(total.getInt("total.tokens_in")).isEqualTo(8);
        assertThat(total.getInt("total.tokens_out")).isEqualTo(7);
    }

    @Test
    void theTotalIsTheSumOfTheLedgersEntries() {
        // Given
        try (var metering = new Metering()) {
            for (int i = 1; i <= 50; i++) {
                metering.call(
                        NOON.plusSeconds(i),
                        "claude-sonnet-4-5",
                        Map.of("input", 17L * i, "cache_read", 13L * i, "output", 7L * i),
                        Map.of("principal", "coder-" + i % 3, "project", project));
            }
            metering.booked(ADMIN);
        }

        // When
        List<String> costs = given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/ledger?limit=1000&project=" + project)
                .path("items.cost_usd");
        var report = october("&group_by=principal&interval=hour");

        // Then
        var sum = costs.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(report.getString("total.cost_usd"))).isEqualByComparingTo(sum);
        assertThat(sum).isPositive();
    }

    @Test
    void whatWasNotYetPostedIsLeftOut() throws InterruptedException {
        // Given
        try (var metering = new Metering()) {
            meter(metering, NOON, 1000, Map.of());
            metering.booked(ADMIN);
        }
        Thread.sleep(Duration.ofMillis(1200).toMillis());
        var between = Instant.now();
        try (var metering = new Metering()) {
            meter(metering, NOON, 2000, Map.of());
            metering.booked(ADMIN);
        }

        // Then
        assertThat(october("&as_of=" + between).getInt("total.tokens_in")).isEqualTo(1000);
        assertThat(october("&as_of=" + between).getString("as_of")).isEqualTo(between.toString());
        assertThat(october("").getInt("total.tokens_in")).isEqualTo(3000);
    }

    @Test
    void aMisspeltOrImpossibleQuestionIsRefused() {
        for (var query : new String[] {
            "teams=a",
            "group_by=colour",
            "group_by=team,team",
            "interval=fortnight",
            "zone=Mars",
            "from=yesterday",
            "from=2026-10-02&to=2026-10-01",
            "from=1970-01-01&to=2026-01-01&interval=hour",
            "tags.=x",
            "from=2026-10-01&from=2026-10-02"
        }) {
            given().auth()
                    .oauth2(ADMIN)
                    .get("/api/v1/metrics/costs?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        given().get("/api/v1/metrics/costs").then().statusCode(401);
    }

    @Test
    void everyoneSeesWhatIsTheirsToSee() {
        // Given
        try (var metering = new Metering()) {
            metering.call(NOON, 1000, Map.of("principal", "coder-1", "project", project, "team", "a"))
                    .call(NOON, 2000, Map.of("principal", "coder-2", "project", project, "team", "a"))
                    .call(NOON, 4000, Map.of("principal", "coder-3", "project", project))
                    .booked(ADMIN);
        }
        var query = "from=2026-10-01&to=2026-11-01&project=" + project;
        var viewer = TestTokens.mint(
                TokenRequest.of("lead", List.of("viewer"), Duration.ofHours(1)).withTeam("a"));

        // Then
        assertThat(costs(TestTokens.mint("checker", "auditor"), query).getInt("total.tokens_in"))
                .isEqualTo(7000);
        assertThat(costs(viewer, query).getInt("total.tokens_in")).isEqualTo(3000);
        assertThat(costs(TestTokens.mint("coder-2", "emitter"), query).getInt("total.tokens_in"))
                .isEqualTo(2000);
        assertThat(costs(TestTokens.mint("nobody", "viewer"), query).getInt("total.tokens_in"))
                .isZero();
    }
}
