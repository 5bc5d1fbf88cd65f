package dev.bursar.aggregator.budget;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class BudgetResourceIT {

    private static final String DAILY = """
            {"match": {"team": "platform"}, "per": ["principal"], "limit": {"usd": "5.00"},
             "window": {"calendar": "day", "zone": "Europe/Berlin"}, "alerts": ["0.5"]}""";

    private final String id = "b-" + UUID.randomUUID();

    private static RequestSpecification as(String principal, String... roles) {
        return given().auth().oauth2(TestTokens.mint(principal, roles)).contentType("application/json");
    }

    private static RequestSpecification admin() {
        return as("root", "admin");
    }

    private ValidatableResponse put(String body) {
        return admin().body(body).put("/api/v1/budgets/" + id).then();
    }

    private void awaitState(String state) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> admin().get("/api/v1/budgets/" + id)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo(state)));
    }

    @Test
    void aNewBudgetIsFilledBeforeItsMakerIsAnswered() {
        put(DAILY).statusCode(201).body("state", equalTo("active")).body("revision", equalTo(1));
    }

    @Test
    void limitModeAndAlertsChangeInPlace() {
        put(DAILY).statusCode(201);

        put(DAILY.replace("5.00", "7.50").replace("\"alerts\"", "\"mode\": \"soft\", \"alerts\""))
                .statusCode(200)
                .body("limit.usd", equalTo("7.50"))
                .body("mode", equalTo("soft"))
                .body("revision", equalTo(2));
    }

    @Test
    void theSameDefinitionAgainChangesNothing() {
        put(DAILY).statusCode(201);

        put(DAILY).statusCode(200).body("revision", equalTo(1));
    }

    @Test
    void whatABudgetIsNeverChanges() {
        put(DAILY).statusCode(201);

        put(DAILY.replace("day", "month"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bursar:problem:immutable"));
    }

    @Test
    void aDeletedBudgetIsGoneAndItsIdCanBeginAnew() {
        put(DAILY).statusCode(201);

        admin().delete("/api/v1/budgets/" + id).then().statusCode(204);

        admin().get("/api/v1/budgets/" + id).then().statusCode(404);
        admin().delete("/api/v1/budgets/" + id).then().statusCode(404);
        put(DAILY.replace("day", "month")).statusCode(201).body("revision", equalTo(3));
    }

    @Test
    void aFrozenBudgetSaysSoUntilItIsThawed() {
        put(DAILY).statusCode(201);
        awaitState("active");

        admin().put("/api/v1/budgets/" + id + "/freeze").then().statusCode(200).body("state", equalTo("frozen"));
        put(DAILY.replace("5.00", "6")).statusCode(200).body("state", equalTo("frozen"));

        admin().put("/api/v1/budgets/" + id + "/thaw").then().statusCode(200).body("state", equalTo("active"));
    }

    @Test
    void anUnknownFieldIsNamedWithItsPlace() {
        put(DAILY.replace("\"zone\"", "\"zoom\""))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/window/zoom"))
                .body("errors[0].code", equalTo("unknown_field"));
    }

    @Test
    void anUnknownParameterIsRefused() {
        admin().get("/api/v1/budgets?team=x").then().statusCode(400).body("errors[0].code", notNullValue());
        admin().get("/api/v1/budgets?limit=0").then().statusCode(400);
        admin().get("/api/v1/budgets?cursor=!").then().statusCode(400);
    }

    @Test
    void aListingIsReadPageByPage() {
        put(DAILY).statusCode(201);
        admin().body(DAILY).put("/api/v1/budgets/" + id + ".b").then().statusCode(201);
        var before = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.substring(0, id.length() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var first =
                admin().get("/api/v1/budgets?limit=1&cursor=" + before).then().statusCode(200);
        first.body("items.id", contains(id)).body("next_cursor", notNullValue());
        String next = first.extract().path("next_cursor");

        admin().get("/api/v1/budgets?limit=1&cursor=" + next).then().body("items.id", contains(id + ".b"));
    }

    @Test
    void onlyAnAdminDefines() {
        as("coder-1", "emitter", "viewer", "auditor")
                .body(DAILY)
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(403);
        given().body(DAILY)
                .contentType("application/json")
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(401);
    }

    @Test
    void aPrincipalSeesBudgetsThatCanConcernItOnly() {
        put("""
                {"match": {"principal": "coder-*"}, "limit": {"usd": "1"}, "window": {"lifetime": true}}""").statusCode(201);

        as("coder-1", "emitter").get("/api/v1/budgets/" + id).then().statusCode(200);
        as("writer", "emitter").get("/api/v1/budgets/" + id).then().statusCode(404);
        as("writer", "emitter").get("/api/v1/budgets?limit=1000").then().body("items.id", not(hasItem(id)));
    }

    @Test
    void anAccountThatNothingTouchedHasSpentNothing() {
        put(DAILY).statusCode(201);

        admin().get("/api/v1/budgets/{id}/accounts/{key}", id, id + "/principal=coder-1")
                .then()
                .statusCode(200)
                .body("key", equalTo(id + "/principal=coder-1"))
                .body("spent", equalTo("0"))
                .body("available", equalTo("5"))
                .body("limit", equalTo("5.00"))
                .body("dimensions.principal", equalTo("coder-1"))
                .body("resets_at", notNullValue());
        admin().get("/api/v1/budgets/" + id + "/accounts").then().body("items.size()", equalTo(0));
    }

    @Test
    void anAccountIsNamedByTheBudgetsOwnDimensions() {
        put(DAILY).statusCode(201);

        for (var key : new String[] {id, id + "/team=x", "other/principal=x", "principal=x"}) {
            admin().get("/api/v1/budgets/{id}/accounts/{key}", id, key).then().statusCode(404);
        }
    }

    @Test
    void anAccountIsFrozenAndThawed() {
        put(DAILY).statusCode(201);
        var key = id + "/principal=coder%201";

        admin().put("/api/v1/budgets/{id}/accounts/{key}/freeze", id, key)
                .then()
                .statusCode(200)
                .body("frozen", equalTo(true));

        admin().get("/api/v1/budgets/" + id + "/accounts")
                .then()
                .body("items.key", contains(key))
                .body("items.dimensions.principal", contains("coder 1"))
                .body("next_cursor", nullValue());
        admin().put("/api/v1/budgets/{id}/accounts/{key}/thaw", id, key).then().body("frozen", equalTo(false));
    }

    @Test
    void anIdThatBeginsAnewHasNoAccountsOfItsFormerShape() {
        put(DAILY).statusCode(201);
        admin().put("/api/v1/budgets/{id}/accounts/{key}/freeze", id, id + "/principal=coder-1")
                .then()
                .statusCode(200);
        admin().delete("/api/v1/budgets/" + id).then().statusCode(204);

        put(DAILY.replace("principal", "tags.env")).statusCode(201);

        admin().get("/api/v1/budgets/" + id + "/accounts").then().body("items.size()", equalTo(0));
        admin().put("/api/v1/budgets/{id}/accounts/{key}/freeze", id, id + "/tags.env=prod")
                .then()
                .statusCode(200);
        admin().get("/api/v1/budgets/" + id + "/accounts").then().body("items.key", contains(id + "/tags.env=prod"));
    }

    @Test
    void aPrincipalSeesItsOwnAccountOnly() {
        put(DAILY).statusCode(201);
        for (var principal : new String[] {"coder-1", "coder-2"}) {
            admin().put("/api/v1/budgets/{id}/accounts/{key}/freeze", id, id + "/principal=" + principal)
                    .then()
                    .statusCode(200);
        }

        as("coder-1", "emitter")
                .get("/api/v1/budgets/" + id + "/accounts")
                .then()
                .statusCode(200)
                .body("items.key", contains(id + "/principal=coder-1"));
        as("coder-1", "emitter")
                .get("/api/v1/budgets/{id}/accounts/{key}", id, id + "/principal=coder-2")
                .then()
                .statusCode(404);
    }

    @Test
    void aLifetimeNeverResets() {
        put("""
                {"limit": {"requests": 10}, "window": {"lifetime": true}}""").statusCode(201);

        admin().get("/api/v1/budgets/{id}/accounts/{key}", id, id)
                .then()
                .statusCode(200)
                .body("resets_at", nullValue())
                .body("unit", equalTo("requests"));
    }
}
