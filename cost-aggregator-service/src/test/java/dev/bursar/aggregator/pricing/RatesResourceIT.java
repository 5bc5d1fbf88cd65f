package dev.bursar.aggregator.pricing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RatesResourceIT {

    private static final String ANYONE = TestTokens.mint("coder-1", "emitter");
    private static final String ADMIN = TestTokens.mint("root", "admin");

    private final String model = "m-" + UUID.randomUUID();
    private final String path = "/api/v1/rates/anthropic%2F" + model;

    private static RequestSpecification as(String token) {
        return given().urlEncodingEnabled(false).auth().oauth2(token).contentType("application/json");
    }

    private String card(String input) {
        return """
                {"provider": "anthropic", "match": {"exact": ["%s"]}, "effective_from": "2026-01-01",
                 "currency": "USD", "prices": {"input": "%s", "output": "15"}, "source": "contract", "as_of": "2026-10-01"}
                """.formatted(model, input);
    }

    private String costOfAMillion() {
        try (var metering = new Metering()) {
            metering.call(Instant.now().minusSeconds(5), model, Map.of("input", 1_000_000L), Map.of("principal", "p"))
                    .booked(ADMIN);
            return as(ADMIN)
                    .queryParam("source", metering.source())
                    .get("/api/v1/ledger")
                    .jsonPath()
                    .getString("items[0].cost_usd");
        }
    }

    @Test
    void theCardsInForceAreListedById() {
        List<String> ids = as(ANYONE)
                .get("/api/v1/rates?limit=1000&provider=anthropic&origin=built_in")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");

        assertThat(ids).contains("anthropic/claude-sonnet-4-5").isSorted().doesNotHaveDuplicates();
        assertThat(ids).allMatch(id -> id.startsWith("anthropic/"));
    }

    @Test
    void aCardIsSupersededAndNeverEdited() {
        as(ADMIN).body(card("3")).put(path).then().statusCode(201).body("version", equalTo(1));
        as(ADMIN).body(card("3")).put(path).then().statusCode(200).body("version", equalTo(1));
        as(ADMIN)
                .body(card("4"))
                .put(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("built_in", nullValue());

        as(ANYONE).get(path).then().statusCode(200).body("prices.input", equalTo("4"));
        as(ANYONE)
                .get(path + "/versions")
                .then()
                .statusCode(200)
                .body("items.prices.input", contains("4", "3"))
                .body("items.created_by", contains("root", "root"));

        as(ADMIN).delete(path).then().statusCode(204);
        as(ADMIN).delete(path).then().statusCode(404);
        as(ANYONE).get(path).then().statusCode(404);
        as(ANYONE).get(path + "/versions").then().body("items.state", contains("removed", "removed"));
        as(ADMIN).body(card("5")).put(path).then().statusCode(201).body("version", equalTo(3));
    }

    @Test
    void aCallIsPricedByTheCardOfItsTimeAndStaysAsItWasBooked() {
        as(ADMIN).body(card("3")).put(path).then().statusCode(201);
        assertThat(costOfAMillion()).isEqualTo("3");

        as(ADMIN).body(card("4")).put(path).then().statusCode(200);
        assertThat(costOfAMillion()).isEqualTo("4");
        assertThat(as(ADMIN)
                        .queryParam("model", model)
                        .get("/api/v1/ledger")
                        .jsonPath()
                        .getList("items.cost_usd", String.class))
                .containsExactlyInAnyOrder("3", "4");

        as(ADMIN).delete(path).then().statusCode(204);
        assertThat(costOfAMillion()).isEqualTo("0");
    }

    @Test
    void aBuiltInCardIsOverriddenAndCountsAgainOnceTheOverrideIsRemoved() {
        var builtIn = "/api/v1/rates/anthropic%2Fclaude-2";
        as(ADMIN).delete(builtIn).then().statusCode(409);
        try {
            as(ADMIN)
                    .body(card("1").replace(model, "claude-2"))
                    .put(builtIn)
                    .then()
                    .statusCode(201)
                    .body("version", equalTo(2));
            as(ANYONE).get(builtIn).then().body("prices.input", equalTo("1"));
        } finally {
            as(ADMIN).delete(builtIn).then().statusCode(204);
        }
        as(ANYONE).get(builtIn).then().body("prices.input", equalTo("8")).body("built_in", equalTo(true));
    }

    @Test
    void aSecondCardForTheSameNameFromTheSameInstantOnIsRefused() {
        as(ADMIN).body(card("3")).put(path).then().statusCode(201);

        as(ADMIN)
                .body(card("4"))
                .put(path + "-again")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:bursar:problem:conflict"))
                .body("errors[0].pointer", equalTo("/match/exact"))
                .body("errors[0].code", equalTo("named_twice"))
                .body("detail", containsString("anthropic/" + model));
        as(ANYONE).get(path + "-again").then().statusCode(404);
        as(ADMIN)
                .body(card("4").replace("2026-01-01", "2026-02-01"))
                .put(path + "-again")
                .then()
                .statusCode(201);
    }

    @Test
    void whatIsNoCardIsRefusedWithItsPlace() {
        as(ADMIN)
                .body(card("3").replace("USD", "EUR"))
                .put(path)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:bursar:problem:currency_unsupported"))
                .body("errors[0].pointer", equalTo("/currency"));
        as(ADMIN).body(card("-3")).put(path).then().statusCode(400).body("errors[0].pointer", equalTo("/prices/input"));
        as(ADMIN)
                .body(card("3")
                        .replace(
                                "\"source\"", "\"service_tiers\": {\"standard\": {\"multiplier\": \"2\"}}, \"source\""))
                .put(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/service_tiers/standard"))
                .body("errors[0].code", equalTo("never_counts"));
        as(ADMIN)
                .body(card("3").replace("\"source\"", "\"currency\": \"USD\", \"source\""))
                .put(path)
                .then()
                .statusCode(400)
                .body("detail", containsString("twice"));
        as(ADMIN)
                .body(card("3").replace("anthropic", "Anthropic"))
                .put(path)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("another_spelling"));
        as(TestTokens.mint("lead", "viewer")).body(card("3")).put(path).then().statusCode(403);
        as(ANYONE).delete(path).then().statusCode(403);
        as(ANYONE).get("/api/v1/rates?origin=me").then().statusCode(400);
    }

    @Test
    void everyRequestAnOperatorMayMakeIsDescribed() {
        var document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(document.getMap("paths"))
                .containsKeys(
                        "/api/v1/budgets",
                        "/api/v1/budgets/{id}/accounts/{key}/explain",
                        "/api/v1/ledger",
                        "/api/v1/metrics/costs",
                        "/api/v1/rates",
                        "/api/v1/rates/{id}",
                        "/api/v1/rates/{id}/versions",
                        "/api/v1/tokens");
    }
}
