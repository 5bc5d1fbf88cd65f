package dev.bursar.aggregator.token;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
@TestProfile(TokenResourceIT.WithKey.class)
class TokenResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");

    public static final class WithKey implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bursar.token-key", TestTokens.keyFile().toString());
        }
    }

    private static ValidatableResponse order(String body) {
        return given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/tokens")
                .then();
    }

    @Test
    void aMintedTokenSaysWhatWasOrdered() {
        var minted = order("""
                {"principal": "coder-1", "roles": ["viewer"], "team": "platform", "act_for": ["agents-*"], "ttl": "PT1H"}""")
                .statusCode(201)
                .body("id", startsWith("tok_"))
                .body("roles", contains("viewer"))
                .body("expires_at", notNullValue())
                .body("revoked_at", nullValue());

        String token = minted.extract().path("token");
        given().auth().oauth2(token).get("/api/v1/budgets").then().statusCode(200);
        given().auth().oauth2(token).get("/api/v1/tokens").then().statusCode(403);
    }

    @Test
    void aRevokedTokenIsSoonRefusedAndStaysListed() {
        var minted =
                order("{\"principal\": \"coder-2\", \"roles\": [\"viewer\"]}").statusCode(201);
        String token = minted.extract().path("token");
        String id = minted.extract().path("id");
        given().auth().oauth2(token).get("/api/v1/budgets").then().statusCode(200);

        given().auth().oauth2(ADMIN).delete("/api/v1/tokens/" + id).then().statusCode(204);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> given().auth()
                        .oauth2(token)
                        .get("/api/v1/budgets")
                        .then()
                        .statusCode(401));
        given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/tokens?limit=1000")
                .then()
                .body("items.id", hasItem(id))
                .body("items.find { it.id == '" + id + "' }.revoked_at", notNullValue());
    }

    @Test
    void whatIsNoOrderIsNamedWithItsPlace() {
        order("{\"roles\": [\"emitter\"]}").statusCode(400).body("errors[0].pointer", equalTo("/principal"));
        order("{\"principal\": \"x\", \"roles\": [\"king\"]}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/roles/0"));
        order("{\"principal\": \"x\", \"ttl\": \"1h\"}").statusCode(400).body("errors[0].pointer", equalTo("/ttl"));
        order("{\"principal\": \"x\", \"scope\": []}").statusCode(400).body("errors[0].pointer", equalTo("/scope"));
    }

    @Test
    void onlyAnAdminMintsAndRevokes() {
        var auditor = TestTokens.mint("auditor", "auditor");

        given().auth()
                .oauth2(auditor)
                .contentType("application/json")
                .body("{\"principal\": \"x\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(403);
        given().auth().oauth2(auditor).delete("/api/v1/tokens/tok_1").then().statusCode(403);
        given().auth().oauth2(ADMIN).delete("/api/v1/tokens/tok_1").then().statusCode(404);
    }
}
