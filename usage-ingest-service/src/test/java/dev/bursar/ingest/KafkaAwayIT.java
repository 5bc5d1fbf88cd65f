package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KafkaAwayIT.NoKafka.class)
class KafkaAwayIT {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** A Kafka that nobody answers for: port 1 is reserved. */
    public static class NoKafka implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers", "127.0.0.1:1",
                    "bursar.publish-timeout", "PT2S",
                    "bursar.revocations", "off",
                    "bursar.jwt-issuers", TestTokens.trustedIssuers());
        }
    }

    private static io.restassured.response.Response report() {
        return given().header("Authorization", "Bearer " + TestTokens.mint("coder-1", "emitter"))
                .contentType("application/json")
                .body(Events.direct(Events.id("away")))
                .post("/api/v1/usage");
    }

    @Test
    void nothingIsAcceptedAndTheAnswerComesInBoundedTimeAndSaysWhenToTryAgain() {
        // When
        var answer = report();

        // Then
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bursar:problem:unavailable"));
        assertThat(Duration.ofMillis(answer.time())).isLessThan(Duration.ofSeconds(10));
        given().get(management.resolve("/q/health/ready")).then().statusCode(503);
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
    }
}
