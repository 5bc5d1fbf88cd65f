package dev.bursar.aggregator.rateimport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RateImportResourceIT {

    private static final String IMPORT = "/api/v1/rates/import";

    private final String model = "m-" + UUID.randomUUID();

    private static RequestSpecification admin() {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(TestTokens.mint("root", "admin"))
                .contentType("application/json");
    }

    private ValidatableResponse post(boolean dryRun, String price) {
        return admin().body("""
                {"format": "litellm", "dry_run": %s, "as_of": "2026-10-31", "effective_from": "2026-10-01",
                 "data": {"%s": {"litellm_provider": "acme", "input_cost_per_token": %s}}}""".formatted(dryRun, model, price)).post(IMPORT).then();
    }

    @Test
    void anImportShowsItsDifferenceFirstAndIsUndoneAsAWhole() {
        var card = "/api/v1/rates/acme%2F" + model;
        post(true, "1e-06")
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("added", equalTo(1))
                .body("changes[0].prices[0].to", equalTo("1"));
        admin().get(card).then().statusCode(404);

        post(false, "1e-06").statusCode(201).body("id", startsWith("imp_"));
        post(false, "1e-06").statusCode(200).body("unchanged", equalTo(1));
        String second = post(false, "2e-06")
                .statusCode(201)
                .body("warnings[0].warning", equalTo("over_half"))
                .extract()
                .path("id");
        admin().get(card).then().statusCode(200).body("prices.input", equalTo("2"));

        admin().post(IMPORT + "/" + second + "/undo").then().statusCode(200).body("undone_at", notNullValue());
        admin().post(IMPORT + "/" + second + "/undo")
                .then()
                .statusCode(409)
                .body("detail", startsWith("import " + second + " is undone already: by root at "));
        admin().get(card)
                .then()
                .statusCode(200)
                .body("prices.input", equalTo("1"))
                .body("version", equalTo(1));
        admin().body("""
                {"format": "litellm", "provider": "acme", "data": {}}""")
                .post(IMPORT)
                .then()
                .body("warnings.find { it.id == 'acme/%s' }.warning".formatted(model), equalTo("model_kept"));
        admin().get(IMPORT + "/" + second).then().statusCode(200).body("undone_by", equalTo("root"));
        admin().get(IMPORT).then().statusCode(200);
    }

    @Test
    void whatIsMalformedIsRefusedWholeWithItsPlaces() {
        post(false, "-1")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/data/" + model + "/input_cost_per_token"));
        admin().body("{\"format\": \"csv\", \"data\": {}}").post(IMPORT).then().statusCode(400);
        admin().post(IMPORT + "/imp_none/undo").then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.mint("lead", "viewer"))
                .contentType("application/json")
                .body("{}")
                .post(IMPORT)
                .then()
                .statusCode(403);
    }
}
