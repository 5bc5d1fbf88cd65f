package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class ToolOutputIT {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @BeforeEach
    void awaitReady() {
        ServiceReady.await(management);
    }

    private static RequestSpecification coder() {
        return given().header("Authorization", "Bearer " + TestTokens.mint("coder-1", "emitter"))
                .contentType("text/plain");
    }

    private static byte[] output(String file) throws IOException {
        return Files.readAllBytes(Path.of("../usage-sources/src/test/resources/cli", file));
    }

    @Test
    void aRunningTotalIsPublishedWithItsSeriesAndWithoutAnyText() throws IOException {
        // Given
        var id = Events.id("codex");

        // When
        coder().queryParam("id", id)
                .queryParam("model", "gpt-5.5")
                .queryParam("step", "challenge")
                .queryParam("mission", "m-42")
                .queryParam("tags.env", "prod")
                .queryParam("duration_ms", "1834")
                .body(output("codex/jsonl-resume-2.jsonl"))
                .post("/api/v1/usage/cli/codex")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("outcomes[0].id", equalTo(id))
                .body("outcomes[0].usage.usage.input", equalTo(8220));

        // Then
        try (var events = new TopicReader(bootstrap, topics.usageEvents())) {
            var event = events.withIdUntil(id, each -> id.equals(each.path("id").asText()))
                    .get(0);
            assertThat(event.path("bursarpath").asText()).isEqualTo("cli/cli");
            assertThat(event.at("/data/series/id").asText()).startsWith("00000000-0000-4000-8000-");
            assertThat(event.at("/data/scope").asText()).isEqualTo("run");
            assertThat(event.at("/data/step").asText()).isEqualTo("challenge");
            assertThat(event.at("/data/tags/env").asText()).isEqualTo("prod");
            assertThat(event.at("/data/duration_ms").asLong()).isEqualTo(1834);
            assertThat(event.toString()).doesNotContain("Second answer");
        }
    }

    @Test
    void severalModelsAreSeveralOutcomes() throws IOException {
        coder().body(output("claude-code/json-subagent-two-models.json"))
                .post("/api/v1/usage/cli/claude")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("outcomes.usage.model", hasItems("claude-sonnet-4-6", "claude-haiku-5-5"));
        coder().body(output("gemini-cli/stream-json-auto-router.jsonl"))
                .post("/api/v1/usage/cli/gemini")
                .then()
                .statusCode(202)
                .body("outcomes.usage.model", hasItems("gemini-3.5-flash-lite", "gemini-3.8-flash"))
                .body("outcomes[0].id", startsWith("00000000-0000-4000-8000-79c720f9cf55/"));
    }

    @Test
    void textModeIsRefusedWithTheOptionThatHelps() throws IOException {
        coder().queryParam("id", Events.id("text"))
                .body(output("claude-code/text-ok.txt"))
                .post("/api/v1/usage/cli/claude")
                .then()
                .statusCode(422)
                .body("outcomes[0].reason", equalTo("tool_text_mode"))
                .body("outcomes[0].detail", containsString("--output-format json"));
    }

    @Test
    void anUnknownToolIsNotFoundAndAMisspeltParameterIsRefused() {
        coder().body("{}").post("/api/v1/usage/cli/cursor").then().statusCode(404);
        coder().queryParam("setp", "x")
                .body("{}")
                .post("/api/v1/usage/cli/codex")
                .then()
                .statusCode(400);
    }

    @Test
    void anOutputInACloudEventMeansTheSame() throws IOException {
        // Given
        var id = Events.id("event");
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.cli.v1")
                .put("source", "tests")
                .put("id", id);
        event.putObject("data")
                .put("tool", "claude")
                .put("stdout", new String(output("claude-code/json-resume-2.json"), StandardCharsets.UTF_8));

        // Then
        coder().contentType("application/json")
                .body(event.toString())
                .post("/api/v1/usage")
                .then()
                .statusCode(202)
                .body("outcomes[0].id", equalTo(id))
                .body("outcomes[0].usage.usage.input", equalTo(1438));
    }
}
