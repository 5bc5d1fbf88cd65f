package dev.bursar.aggregator.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** May 2019 is closed by this test only. */
@QuarkusTest
@WithTestResource(BursarTestResource.class)
class FocusResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static final Instant IN_MAY = Instant.parse("2019-05-31T23:59:59Z");
    private static final String CLOSE = "/api/v1/periods/2019-05/close";

    private final String project = "f-" + UUID.randomUUID();
    private final String model = "m-" + UUID.randomUUID();

    private static String get(String path) {
        return given().auth()
                .oauth2(ADMIN)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String file(String query) {
        return get("/api/v1/exports/focus?project=" + project + "&" + query);
    }

    private List<Map<String, String>> rows(String query) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(file(query))) {
            return rows.readAll();
        }
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void meter(Instant time, String of, Map<String, Long> usage, Map<String, String> more) {
        try (var metering = new Metering()) {
            var labels = new HashMap<>(Map.of("principal", "coder-1", "project", project));
            labels.putAll(more);
            metering.call(time, of, usage, labels).booked(ADMIN);
        }
    }

    private void card(String price, int status) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"provider": "anthropic", "match": {"exact": ["%s"]}, "effective_from": "2019-01-01T00:00:00Z",
                         "currency": "USD", "prices": {"input": "%s", "output": "10"},
                         "source": "https://example.com/prices", "as_of": "2019-01-01"}""".formatted(model, price))
                .put("/api/v1/rates/{id}", "anthropic/" + model)
                .then()
                .statusCode(status);
    }

    private void correct(String kind, String more) {
        var id = given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("{\"from\": \"2019-05-01\", \"to\": \"2019-06-01\", \"project\": \"" + project + "\"" + more
                        + "}")
                .post("/api/v1/" + kind)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/" + kind + "/" + id), body -> body.contains("\"state\":\"done\""));
    }

    @Test
    void eachMeterHasARowThatAddsUpToWhatTheReportSays() throws IOException {
        // Given
        card("2.5", 201);
        var noon = Instant.parse("2026-10-25T12:00:00Z");
        var labels = Map.of("team", "a, \"b\"", "tags.env", "prod");
        meter(noon, model, Map.of("input", 1000L, "output", 300L, "reasoning", 20L), labels);
        meter(noon, model, Map.of("widget", 7L), labels);
        meter(noon.plusSeconds(60), model, Map.of("input", 500L), labels);
        meter(noon, "nobody-knows-" + model, Map.of("input", 11L), Map.of());

        // When
        var rows = rows("from=2026-10-01&to=2026-11-01");

        // Then
        assertThat(rows)
                .extracting(
                        row -> row.get("SkuMeter"), row -> row.get("ConsumedQuantity"), row -> row.get("BilledCost"))
                .containsExactlyInAnyOrder(
                        tuple("input", "1500", "0.00375"),
                        tuple("output", "300", "0.003"),
                        tuple("reasoning", "20", "0.0002"),
                        tuple("widget", "7", "0"),
                        tuple("input", "11", "0"));
        assertThat(rows)
                .allSatisfy(row -> assertThat(new BigDecimal(row.get("PricingQuantity"))
                                .multiply(new BigDecimal(row.get("ListUnitPrice"))))
                        .isEqualByComparingTo(row.get("ListCost")));
        assertThat(get("/api/v1/metrics/costs?from=2026-10-01&to=2026-11-01&project=" + project))
                .contains("\"cost_usd\":\"" + sum(rows, "BilledCost").toPlainString() + "\"");
        assertThat(rows)
                .filteredOn(row -> row.get("SkuMeter").equals("output"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("SubAccountId", "a, \"b\"")
                        .containsEntry("Tags", "{\"env\": \"prod\"}")
                        .containsEntry("ChargePeriodStart", "2026-10-25T00:00:00Z")
                        .containsEntry("ChargePeriodEnd", "2026-10-26T00:00:00Z")
                        .containsEntry("PricingUnit", "1000000 Tokens")
                        .containsEntry("PricingQuantity", "0.0003")
                        .containsEntry("SkuPriceId", "anthropic/" + model + "@1/output/base")
                        .containsEntry("ChargeClass", ""));
    }

    @Test
    void theFileAndTheReportOfAClosedMonthStayTheSameBytesAndCorrectionsAreInALaterMonth() throws IOException {
        // Given
        card("2", 201);
        meter(IN_MAY, model, Map.of("input", 1_000_000L), Map.of("team", "wrong"));
        given().auth().oauth2(ADMIN).post(CLOSE).then().statusCode(200);
        var closed = Instant.parse(
                given().auth().oauth2(ADMIN).get("/api/v1/periods/2019-05").<String>path("closed_at"));
        var report = "/api/v1/metrics/costs?period=2019-05&group_by=team,model&project=" + project;
        var before = file("period=2019-05");
        var reported = get(report);
        var live = "/api/v1/metrics/costs?from=2019-05-01&to=2019-06-01&as_of=" + closed + "&project=" + project;
        var known = given().auth().oauth2(ADMIN).get(live).<String>path("total.cost_usd");

        // When
        card("3", 200);
        correct("repricings", "");
        meter(IN_MAY, model, Map.of("input", 10L), Map.of("team", "late"));
        correct("reattributions", ", \"team\": \"wrong\", \"set\": {\"team\": \"right\"}");

        // Then
        assertThat(file("period=2019-05")).isEqualTo(before).contains(",1000000,");
        assertThat(get(report)).isEqualTo(reported).contains("\"cost_usd\":\"2\"");
        assertThat(known).isEqualTo("2");
        assertThat(given().auth().oauth2(ADMIN).get(live).<String>path("total.cost_usd"))
                .isEqualTo("2");
        var corrections = rows("period=" + YearMonth.now(ZoneOffset.UTC));
        assertThat(corrections)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("ChargeClass", "Correction")
                        .containsEntry("ChargePeriodStart", "2019-05-31T00:00:00Z"));
        assertThat(corrections)
                .extracting(row -> row.get("SubAccountId"), row -> row.get("BilledCost"))
                .containsExactly(tuple("late", "0.00003"), tuple("right", "3"), tuple("wrong", "-2"));
    }

    @Test
    void aPeriodWithSomethingElseIsRefusedAndAnEmptyFileHasAHeader() {
        given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/exports/focus?period=2019-05&from=2019-05-01")
                .then()
                .statusCode(400);
        assertThat(file("from=2018-01-01&to=2018-02-01"))
                .startsWith("BilledCost,BillingAccountId,")
                .endsWith("x_UnpricedReason\r\n");
    }
}
