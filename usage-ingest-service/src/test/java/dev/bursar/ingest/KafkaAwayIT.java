package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.process.Ports;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(KafkaAwayIT.NoKafkaYet.class)
class KafkaAwayIT {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ConfigProperty(name = "test.controller-port", defaultValue = "0")
    int controllerPort;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    Topics topics;

    @TempDir
    Path folder;

    /** An address where a Kafka will be, later. */
    public static class NoKafkaYet implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            var ports = Ports.free(2);
            return Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + ports.get(0),
                    "test.controller-port",
                    ports.get(1).toString(),
                    "bursar.publish-timeout",
                    "PT2S",
                    "bursar.revocations",
                    "off",
                    "bursar.jwt-issuers",
                    TestTokens.trustedIssuers());
        }

        @Override
        public void stop() {}
    }

    private static Response report(String id) {
        return given().header("Authorization", "Bearer " + TestTokens.mint("coder-1", "emitter"))
                .contentType("application/json")
                .body(Events.direct(id))
                .post("/api/v1/usage");
    }

    /** @param call whether the export tells of a call, so that there is something to publish */
    private static Response export(boolean call) {
        var attributes = """
                {"key": "gen_ai.operation.name", "value": {"stringValue": "%s"}}, {"key": "gen_ai.usage.input_tokens", "value": {"intValue": 1}}""".formatted(call ? "chat" : "invoke_agent");
        return given().header("Authorization", "Bearer " + TestTokens.mint("coder-1", "emitter"))
                .contentType("application/json")
                .body("{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"attributes\": [" + attributes
                        + "]}]}]}]}")
                .post("/v1/traces");
    }

    @Test
    void nothingIsAcceptedWhileKafkaIsAwayAndEverythingOnceItIsThereWithoutARestart() {
        // Given
        var away = report(Events.id("away"));
        away.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bursar:problem:unavailable"));
        export(true)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/json")
                .body("code", equalTo(14));
        export(false).then().statusCode(200);
        assertThat(Duration.ofMillis(away.time())).isLessThan(Duration.ofSeconds(30));
        given().get(management.resolve("/q/health/ready")).then().statusCode(503);
        given().get(management.resolve("/q/health/live")).then().statusCode(200);

        // When
        var port = Integer.parseInt(bootstrap.split(":")[1]);
        var kafka = Kafka.launch(
                new KafkaSettings(folder.resolve("data"), folder.resolve("kafka.log"), port, controllerPort),
                List.of());
        try {
            kafka.awaitReady();
            new TopicSetup(topics).create(bootstrap);
            ServiceReady.await(management);

            // Then
            var id = Events.id("back");
            await().atMost(Duration.ofSeconds(30)).until(() -> report(id).statusCode() == 202);
            try (var events = new TopicReader(bootstrap, topics.usageEvents())) {
                assertThat(events.withIdUntil(
                                id, event -> id.equals(event.path("id").asText())))
                        .isNotEmpty();
            }
        } finally {
            kafka.kill();
        }
    }
}
