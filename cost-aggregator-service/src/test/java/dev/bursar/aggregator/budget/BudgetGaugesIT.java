package dev.bursar.aggregator.budget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.aggregator.Metering;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class BudgetGaugesIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");

    @TestHTTPResource(management = true)
    URI management;

    private final String id = "g-" + UUID.randomUUID();

    @Test
    void theFullestAccountsAreShownWithTheirNumbers() {
        // Given
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"match": {"project": "%s"}, "per": ["principal"], "limit": {"usd": "0.006"},
                         "window": {"calendar": "day"}, "mode": "soft"}""".formatted(id))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);

        // When
        try (var metering = new Metering()) {
            metering.call(Instant.now(), 1000, Map.of("principal", "coder-1", "project", id))
                    .booked(ADMIN);
        }

        // Then
        var labels = "{account=\"" + id + "/principal=coder-1\",budget=\"" + id + "\",unit=\"usd\"}";
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                given().get(management.resolve("/q/metrics")).asString())
                        .contains("bursar_budget_limit" + labels + " 0.006")
                        .contains("bursar_budget_spent" + labels + " 0.003")
                        .contains("bursar_budget_held" + labels + " 0.0")
                        .contains("bursar_budget_available_ratio" + labels + " 0.5")
                        .contains("bursar_budget_resets_at_seconds" + labels));
    }
}
