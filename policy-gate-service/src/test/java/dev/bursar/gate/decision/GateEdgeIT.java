package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
@TestProfile(GateEdgeIT.WithPolicy.class)
class GateEdgeIT {

    private static final String QUESTION = """
            {"subject":{"type":"agent","id":"coder-1"},"action":{"name":"docker_run"},
             "resource":{"type":"container_image","id":"%s"}}""";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = TestTokens.mint("coder-1", "caller");

    @TestHTTPResource
    private URI gate;

    /** The example policy in a file that a test can change. */
    public static final class WithPolicy implements QuarkusTestProfile {

        static final Path FILE = file();

        private static Path file() {
            try {
                return Files.writeString(Files.createTempFile("policy", ".yaml"), Desks.example());
            } catch (IOException e) {
                throw new IllegalStateException("no temporary file", e);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bursar.policy-file", FILE.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bursar.gate.decision.LaunchCasesTest#cases")
    void answersEveryCaseOverHttp(LaunchCasesTest.Case row) throws Exception {
        // Given
        var expected = row.content().path("expect");
        var body = row.content().at("/request/body_text").textValue().replace("@SUBJECT@", "coder-1");

        // When
        var answer = ask(body);

        // Then
        assertThat(expected.path("status")).extracting(JsonNode::intValue).contains(answer.statusCode());
        if (answer.statusCode() == 200) {
            assertThat(Json.read(answer.body()).path("decision")).isEqualTo(expected.path("decision"));
        }
    }

    @Test
    void answersATooLargeBodyBeforeItsEndAndLivesOn() throws Exception {
        // Given: 16 MiB of which the gate reads what it must
        var head = head("Content-Length: " + (16 << 20));

        // When
        var answer = raw(head, " ".repeat(16 << 20));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(ask(QUESTION.formatted("python:3.9-slim")).statusCode()).isEqualTo(200);
    }

    @Test
    void answersATooLargeChunkedBody() throws Exception {
        // Given
        var body = QUESTION.formatted("python:3.9-slim") + " ".repeat(300_000);

        // When
        var answer = raw(
                head("Transfer-Encoding: chunked"),
                Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void takesAChunkedBody() throws Exception {
        // Given
        var body = QUESTION.formatted("python:3.9-slim");

        // When
        var answer = raw(
                head("Transfer-Encoding: chunked"),
                Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"decision\":true");
    }

    @Test
    void takesABodyOfExactlyTheBound() throws Exception {
        // Given
        var body = QUESTION.formatted("python:3.9-slim");

        // Then
        assertThat(ask(body + " ".repeat(RequestHead.MAX_BODY - body.length())).statusCode())
                .isEqualTo(200);
        assertThat(ask(body + " ".repeat(RequestHead.MAX_BODY + 1 - body.length()))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesACodedBody() throws Exception {
        // Given
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(QUESTION.formatted("python:3.9-slim").getBytes(StandardCharsets.UTF_8));
        }
        var request = question("application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()));

        // When
        var answer = send(request);

        // Then
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|200",
                "application/json; charset=utf-8|200",
                "APPLICATION/JSON;charset=\"UTF-8\"|200",
                "application/json; charset=utf-16|400",
                "text/plain|400",
                "application/jsonx|400",
                "application/json, text/plain|400"
            })
    void takesJsonInUtf8Only(String type, int code) throws Exception {
        // When
        var answer =
                send(question(type).POST(HttpRequest.BodyPublishers.ofString(QUESTION.formatted("node:18-alpine"))));

        // Then
        assertThat(answer.statusCode()).isEqualTo(code);
    }

    @Test
    void refusesATextThatIsNotUtf8() throws Exception {
        // Given
        var body = QUESTION.formatted("python:3.9-slim").getBytes(StandardCharsets.UTF_16);

        // When
        var answer = send(question("application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void echoesARequestIdThatCanBeEchoed() throws Exception {
        // Given
        var body = HttpRequest.BodyPublishers.ofString(QUESTION.formatted("python:3.9-slim"));

        // Then
        assertThat(send(question("application/json")
                                .header("X-Request-ID", "r-1")
                                .POST(body))
                        .headers()
                        .firstValue("x-request-id"))
                .contains("r-1");
        assertThat(send(question("application/json")
                                .header("X-Request-ID", "r".repeat(129))
                                .POST(body))
                        .headers()
                        .firstValue("x-request-id")
                        .orElseThrow())
                .hasSizeLessThanOrEqualTo(128)
                .doesNotContain("rrr");
    }

    private HttpResponse<String> askPolicy(String bearer) throws Exception {
        return send(HttpRequest.newBuilder(gate.resolve("/api/v1/policy"))
                .header("Authorization", "Bearer " + bearer)
                .GET());
    }

    @Test
    void anUnknownQueryParameterIsRefused() throws Exception {
        // Given
        var body = HttpRequest.BodyPublishers.ofString(QUESTION.formatted("python:3.9-slim"));

        // When
        var answer = send(HttpRequest.newBuilder(gate.resolve(EvaluationRoute.EVALUATION + "?x=1"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(body));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body()).at("/errors/0/code").textValue()).isEqualTo("unknown_parameter");
    }

    @Test
    void asksForATokenThatMayAsk() throws Exception {
        // Given
        var body = HttpRequest.BodyPublishers.ofString(QUESTION.formatted("python:3.9-slim"));
        var plain = HttpRequest.newBuilder(gate.resolve(EvaluationRoute.EVALUATION))
                .header("Content-Type", "application/json");

        // Then
        var none = send(plain.copy().POST(body));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("\"a bearer token is needed\"");
        var forged = send(plain.copy()
                .header("Authorization", "Bearer " + TestTokens.forged("coder-1", "caller"))
                .POST(body));
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(Json.read(forged.body()).path("detail").textValue())
                .isEqualTo(Json.read(askPolicy(TestTokens.forged("coder-1", "caller"))
                                .body())
                        .path("detail")
                        .textValue());
        assertThat(send(plain.copy()
                                .header("Authorization", "Bearer " + TestTokens.mint("coder-1", "emitter"))
                                .POST(body))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(plain.copy()
                                .header("Authorization", "Bearer " + TestTokens.mint("coder-2", "caller"))
                                .POST(body))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(plain.copy()
                                .header("Authorization", "Bearer " + TestTokens.mint("root", "admin"))
                                .POST(body))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersBatches() throws Exception {
        // Given
        var body = """
                {"subject":{"type":"agent","id":"coder-1"},"action":{"name":"docker_run"},
                 "evaluations":[{"resource":{"type":"container_image","id":"python:3.9-slim"}},
                                {"resource":{"type":"container_image","id":"ubuntu"}},
                                {"resource":{"type":"container_image","id":"node:18-alpine"}}],
                 "options":{"evaluations_semantic":"deny_on_first_deny"}}""";
        var request = HttpRequest.newBuilder(gate.resolve(EvaluationRoute.EVALUATIONS))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));

        // When
        var answer = Json.read(send(request).body());

        // Then
        assertThat(answer.path("evaluations"))
                .extracting(item -> item.path("decision").booleanValue())
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void takesNoOtherMethod(String method) throws Exception {
        // When
        var answer = send(question("application/json").method(method, HttpRequest.BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void saysWhereItsEndpointsAre() throws Exception {
        // When
        var answer = send(HttpRequest.newBuilder(gate.resolve(EvaluationRoute.CONFIGURATION)));

        // Then
        assertThat(Json.read(answer.body()).path("access_evaluation_endpoint").textValue())
                .startsWith("http://")
                .endsWith("/access/v1/evaluation");
    }

    @Test
    void goesByAChangedPolicyAndShowsBoth() throws Exception {
        // Given
        var before = Json.read(get("/api/v1/policy").body()).path("version").textValue();
        var changed = Desks.example().replace("\"postgres:15\"]", "\"postgres:15\", \"alpine:3\"]");
        try {
            // When
            Files.writeString(WithPolicy.FILE, changed);

            // Then
            await().atMost(PATIENCE).until(() -> permits("alpine:3"));
            assertThat(Json.read(get("/api/v1/policy/" + before).body())
                            .path("text")
                            .textValue())
                    .isEqualTo(Desks.example());
            assertThat(get("/api/v1/policy/sha256:00").statusCode()).isEqualTo(404);
        } finally {
            Files.writeString(WithPolicy.FILE, Desks.example());
            await().atMost(PATIENCE).until(() -> !permits("alpine:3"));
        }
    }

    @Test
    void validatesATextWithoutTakingIt() throws Exception {
        // Given
        var request = HttpRequest.newBuilder(gate.resolve("/api/v1/policy/validate"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString("version: 1\nimags: {}\n"));

        // When
        var answer = Json.read(send(request).body());

        // Then
        assertThat(answer.path("valid").booleanValue()).isFalse();
        assertThat(answer.at("/problems/0/line").intValue()).isEqualTo(2);
        assertThat(answer.at("/problems/0/key").textValue()).isEqualTo("imags");
    }

    private boolean permits(String image) throws IOException, InterruptedException {
        return Json.read(ask(QUESTION.formatted(image)).body()).path("decision").booleanValue();
    }

    private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        return send(question("application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gate.resolve(path)).header("Authorization", "Bearer " + token));
    }

    private HttpRequest.Builder question(String type) {
        return HttpRequest.newBuilder(gate.resolve(EvaluationRoute.EVALUATION))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String head(String framing) {
        return "POST /access/v1/evaluation HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
    }

    /** Sends bytes as they are and takes what comes first. */
    private String raw(String head, String body) throws IOException {
        try (var socket = new Socket(gate.getHost(), gate.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[8192];
            int count = socket.getInputStream().read(buffer);
            return new String(buffer, 0, count, StandardCharsets.US_ASCII);
        }
    }
}
