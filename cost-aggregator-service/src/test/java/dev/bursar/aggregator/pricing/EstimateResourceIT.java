package dev.bursar.aggregator.pricing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class EstimateResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");

    private static ValidatableResponse estimate(String body) {
        return given().auth()
                .oauth2(TestTokens.mint("coder-1", "caller"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/estimates")
                .then();
    }

    @Test
    void aCallIsEstimatedByTheCardsInForce() {
        estimate("""
                {"provider": "openai", "model": "gpt-4o", "input_text": "hello world", "max_output_tokens": 100}""")
                .statusCode(200)
                .body("method", equalTo("tokenizer"))
                .body("input_tokens", equalTo(2))
                .body("worst_case_usd", equalTo("0.001005"))
                .body("supports_actual_cost", equalTo(true))
                .body("rate_card.id", equalTo("openai/gpt-4o"))
                .body("cost_state", equalTo("priced"));
    }

    @Test
    void aCardThatWasJustPutCounts() {
        var body = """
                {"provider": "ollama", "model": "llama3.2:1b", "input_tokens": 10, "max_output_tokens": 10}""";
        estimate(body).body("cost_state", equalTo("unpriced"));
        var card = given().urlEncodingEnabled(false).auth().oauth2(ADMIN).contentType("application/json");

        card.body("""
                {"provider": "ollama", "match": {"prefix": ["*"]}, "effective_from": "2026-01-01",
                 "prices": {"input": "0", "output": "0"}}""").put("/api/v1/rates/ollama%2Flocal").then().statusCode(201);

        estimate(body).statusCode(200).body("cost_state", equalTo("free")).body("worst_case_usd", equalTo("0"));
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(ADMIN)
                .delete("/api/v1/rates/ollama%2Flocal")
                .then()
                .statusCode(204);
    }

    @Test
    void aDeploymentHasThePricesOfTheCardThatNamesIt() {
        var body = """
                {"provider": "azure-openai", "model": "My-GPT5", "input_tokens": 1000000, "max_output_tokens": 0}""";
        estimate(body).body("cost_state", equalTo("unpriced"));
        var card = given().urlEncodingEnabled(false).auth().oauth2(ADMIN).contentType("application/json");

        card.body("""
                {"provider": "azure-openai", "match": {"exact": ["gpt-5"], "alias": ["my-gpt5"]}, "effective_from": "2026-01-01",
                 "prices": {"input": "1.3", "output": "10"}}""").put("/api/v1/rates/azure-openai%2Fgpt-5").then().statusCode(201);

        estimate(body).body("rate_card.id", equalTo("azure-openai/gpt-5")).body("worst_case_usd", equalTo("1.3"));
        estimate(body.replace("\"provider\": \"azure-openai\", ", ""))
                .statusCode(200)
                .body("provider", equalTo("azure-openai"))
                .body("worst_case_usd", equalTo("1.3"));
        card.delete("/api/v1/rates/azure-openai%2Fgpt-5").then().statusCode(204);
    }

    @Test
    void whatCannotBeEstimatedIsRefusedWithItsPlace() {
        estimate("""
                {"provider": "openai", "model": "gpt-4o", "input_tokens": 1}""").statusCode(400).body("errors[0].pointer", equalTo("/max_output_tokens"));
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/estimates")
                .then()
                .statusCode(401);
    }
}
