package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bursar.contract.Topics;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class UsageResourceIT {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

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

    private static RequestSpecification as(String principal, String... roles) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(STRUCTURED, ContentType.TEXT)
                                .encodeContentTypeAs(BATCH, ContentType.TEXT)))
                .header("Authorization", "Bearer " + TestTokens.mint(principal, roles));
    }

    private static RequestSpecification coder() {
        return as("coder-1", "emitter");
    }

    @Test
    void anAcceptedEventIsInKafkaWithTheTokensPrincipalAsKey() {
        // Given
        var id = Events.id("structured");

        // When
        coder().contentType(STRUCTURED)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body(Events.direct(id))
                .post("/api/v1/usage")
                .then()
                .statusCode(202)
                .header("trace-id", "0af7651916cd43dd8448eb211c80319c")
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(0))
                .body("outcomes[0].index", equalTo(0))
                .body("outcomes[0].outcome", equalTo("accepted"))
                .body("outcomes[0].source", equalTo("tests"))
                .body("outcomes[0].id", equalTo(id))
                .body("outcomes[0].usage.provider", equalTo("anthropic"))
                .body("outcomes[0].usage.usage.input", equalTo(12));

        // Then
        try (var events = new TopicReader(bootstrap, topics.usageEvents())) {
            var published = events.until(event -> id.equals(event.path("id").asText())).stream()
                    .filter(message ->
                            id.equals(TopicReader.json(message).path("id").asText()))
                    .toList();
            assertThat(published).singleElement().satisfies(message -> {
                var event = TopicReader.json(message);
                assertThat(message.key()).isEqualTo("coder-1");
                assertThat(event.path("bursarpath").asText()).isEqualTo("http/direct");
                assertThat(event.at("/data/principal").asText()).isEqualTo("coder-1");
                assertThat(new String(
                                message.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
                        .startsWith("00-0af7651916cd43dd8448eb211c80319c-");
            });
        }
    }

    @Test
    void oneBadRecordFailsNoOtherOfItsBatch() {
        // Given
        var good = Events.id("good");
        var bad = Events.id("bad");
        var forged = Events.id("forged");
        var batch = "[" + Events.direct(good) + ", " + Events.direct(bad).replace("\"claude-sonnet-4-5\"", "null")
                + ", 17, " + Events.direct(forged, "\"principal\": \"coder-2\",") + "]";

        // When
        coder().contentType(BATCH)
                .body(batch)
                .post("/api/v1/usage")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(3))
                .body("outcomes[0].outcome", equalTo("accepted"))
                .body("outcomes[1].reason", equalTo("no_model"))
                .body("outcomes[1].detail", equalTo("data.model is missing"))
                .body("outcomes[2].reason", equalTo("malformed"))
                .body("outcomes[3].reason", equalTo("not_authorized"));

        // Then
        try (var rejections = new TopicReader(bootstrap, topics.usageRejected())) {
            var all =
                    rejections.until(event -> forged.equals(event.at("/data/id").asText()));
            var setAside = all.stream()
                    .map(TopicReader::json)
                    .filter(event -> bad.equals(event.at("/data/id").asText()))
                    .toList();
            assertThat(setAside).singleElement().satisfies(event -> {
                var rejected = event.path("data");
                assertThat(rejected.path("reason").asText()).isEqualTo("no_model");
                assertThat(rejected.path("path").asText()).isEqualTo("http/direct");
                assertThat(rejected.path("principal").asText()).isEqualTo("coder-1");
                assertThat(rejected.path("origin").isNull()).isTrue();
                assertThat(rejected.at("/redacted/data/usage/input").asInt()).isEqualTo(12);
                assertThat(rejected.path("redacted").toString()).doesNotContain("anthropic");
            });
        }
    }

    @Test
    void aBatchWithoutAnyGoodRecordIs422() {
        coder().contentType(BATCH)
                .body("[{}]")
                .post("/api/v1/usage")
                .then()
                .statusCode(422)
                .body("accepted", equalTo(0))
                .body("outcomes[0].reason", equalTo("malformed"));
    }

    @Test
    void theBinaryModeAndPlainJsonAreTakenToo() {
        coder().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", "dev.bursar.usage.v1")
                .header("ce-id", "binary%20id+1")
                .header("ce-source", "tests")
                .header("ce-sequence", "4")
                .body("{\"provider\": \"anthropic\", \"model\": \"m\", \"usage\": {\"input\": 1}}")
                .post("/api/v1/usage")
                .then()
                .statusCode(202)
                .body("outcomes[0].id", equalTo("binary id+1"));
        coder().contentType("application/json; charset=utf-8")
                .body(Events.direct(Events.id("plain")))
                .post("/api/v1/usage")
                .then()
                .statusCode(202);
    }

    @Test
    void aGzippedBodyIsUnpackedAndABombIsNot() throws IOException {
        coder().contentType(STRUCTURED)
                .header("Content-Encoding", "gzip")
                .body(gzip(Events.direct(Events.id("gzip")).getBytes(StandardCharsets.UTF_8)))
                .post("/api/v1/usage")
                .then()
                .statusCode(202);
        coder().contentType(STRUCTURED)
                .header("Content-Encoding", "gzip")
                .body(gzip(new byte[64 << 20]))
                .post("/api/v1/usage")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bursar:problem:too_large"));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void aBodyTooLargeIs413() {
        coder().contentType(STRUCTURED)
                .body(new byte[(8 << 20) + 1])
                .post("/api/v1/usage")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:bursar:problem:too_large"));
    }

    @Test
    void withoutAGoodTokenNothingIsTaken() {
        for (var token : new String[] {
            null, TestTokens.forged("coder-1", "emitter"), TestTokens.expired("coder-1", "emitter"), "nonsense"
        }) {
            var request = token == null ? given() : given().header("Authorization", "Bearer " + token);
            request.contentType("application/json")
                    .body(Events.direct("x"))
                    .post("/api/v1/usage")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:bursar:problem:unauthenticated"))
                    .body("trace_id", matchesPattern("[0-9a-f]{32}"));
        }
    }

    @Test
    void aForgedPrincipalOrAMissingRoleIs403() {
        coder().contentType(STRUCTURED)
                .body(Events.direct("x", "\"principal\": \"coder-2\","))
                .post("/api/v1/usage")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:bursar:problem:not_authorized"));
        coder().contentType("application/json")
                .body("{\"id\": \"x\", \"principal\": \"coder-2\", \"response\": {\"usage\": {}}}")
                .post("/api/v1/usage/responses/anthropic")
                .then()
                .statusCode(403);
        as("coder-1", "viewer")
                .contentType(STRUCTURED)
                .body(Events.direct("x"))
                .post("/api/v1/usage")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void anAdminReportsForAnyone() {
        as("root", "admin")
                .contentType(STRUCTURED)
                .body(Events.direct(Events.id("admin"), "\"principal\": \"coder-2\", \"team\": \"any\","))
                .post("/api/v1/usage")
                .then()
                .statusCode(202);
    }

    @Test
    void aProvidersAnswerIsUnderstoodUnderItsAlias() {
        coder().contentType("application/json")
                .header("Idempotency-Key", Events.id("key"))
                .body("""
                        {"response": {"modelVersion": "gemini-2.5-flash", "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 5, "totalTokenCount": 16}},
                         "project": "hypercode"}""")
                .post("/api/v1/usage/responses/gemini")
                .then()
                .statusCode(202)
                .body("outcomes[0].usage.provider", equalTo("google"))
                .body("outcomes[0].usage.model", equalTo("gemini-2.5-flash"))
                .body("outcomes[0].usage.usage.input", equalTo(11));
    }

    @Test
    void whatIsNotUnderstoodIsAProblemThatSaysWhy() {
        coder().contentType("application/json")
                .body("{}")
                .post("/api/v1/usage/responses/nobody")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:bursar:problem:not_found"));
        coder().contentType("text/plain")
                .body("x")
                .post("/api/v1/usage")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        coder().contentType(STRUCTURED)
                .body("{\"a\": 1, \"a\": 2}")
                .post("/api/v1/usage")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("not_json"));
        coder().contentType(STRUCTURED)
                .body("[".repeat(100))
                .post("/api/v1/usage")
                .then()
                .statusCode(400);
        coder().contentType(STRUCTURED)
                .header("Content-Encoding", "br")
                .body("x")
                .post("/api/v1/usage")
                .then()
                .statusCode(415);
        coder().contentType(STRUCTURED)
                .body("{}")
                .post("/api/v1/usage?dry=1")
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("unknown_parameter"));
        coder().get("/api/v1/usage").then().statusCode(405).contentType("application/problem+json");
        coder().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        coder().contentType(STRUCTURED)
                .body("{}")
                .post("/api/v1/usage")
                .then()
                .statusCode(422)
                .body("outcomes[0].reason", equalTo("malformed"));
    }

    @Test
    void healthMetricsAndTheDescriptionOfTheApiNeedNoToken() {
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("bursar_events_total{outcome=\"accepted\",path=\"http\"}"))
                .body(containsString("bursar_events_total{outcome=\"rejected\",path=\"otlp\"}"))
                .body(containsString("bursar_unknown_usage_total{extent=\"partly\",path=\"http\"}"));
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/usage'.post.requestBody.content", hasKey(BATCH))
                .body("paths", hasKey("/api/v1/usage/responses/{provider}"))
                .body("components.securitySchemes", aMapWithSize(1));
        given().get("/q/asyncapi").then().statusCode(200).body(containsString("{prefix}.usage.events.v1"));
    }
}
