package dev.bursar.aggregator.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RatesResourceIT {

    private static final String ANYONE = TestTokens.mint("coder-1", "emitter");

    @Test
    void theCardsInForceAreListedById() {
        List<String> ids = given().auth()
                .oauth2(ANYONE)
                .get("/api/v1/rates?limit=1000&provider=anthropic")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");

        assertThat(ids).contains("anthropic/claude-sonnet-4-5").isSorted().doesNotHaveDuplicates();
        assertThat(ids).allMatch(id -> id.startsWith("anthropic/"));
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
                        "/api/v1/tokens");
    }
}
