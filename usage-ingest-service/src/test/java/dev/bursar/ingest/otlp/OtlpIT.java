package dev.bursar.ingest.otlp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.rpc.Code;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.Reading;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.ingest.ServiceReady;
import dev.bursar.ingest.TopicReader;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Fixtures;
import dev.bursar.testkit.TestTokens;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
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
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class OtlpIT {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON_TYPE = "application/json";
    private static final String MODEL =
            "{\"key\": \"gen_ai.request.model\", \"value\": {\"stringValue\": \"gpt-5.5\"}},";
    private static final String RUN = "otlp/claude-code/http-json-subagent/";

    @TestHTTPResource(value = "/")
    URI http;

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

    private static String principal() {
        return "coder-" + UUID.randomUUID();
    }

    private static RequestSpecification as(String principal, String... roles) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(PROTOBUF, ContentType.BINARY)))
                .header("Authorization", "Bearer " + TestTokens.mint(principal, roles));
    }

    /** A span of one call that ended just now, with these attributes besides. */
    private static String span(String id, String more) {
        return """
                {"resourceSpans": [{"resource": {"attributes": [{"key": "team", "value": {"stringValue": "platform"}}]},
                 "scopeSpans": [{"scope": {"name": "tests"}, "spans": [{"traceId": "%s", "spanId": "00f067aa0ba902b7", "name": "chat", "kind": 3,
                  "endTimeUnixNano": "%d", "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                   {"key": "gen_ai.provider.name", "value": {"stringValue": "openai"}}, {"key": "gen_ai.input.messages", "value": {"stringValue": "my secret prompt"}},
                   %s {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "120"}}, {"key": "gen_ai.usage.output_tokens", "value": {"intValue": 7}}]}]}]}]}""".formatted(id, Instant.now().toEpochMilli() * 1_000_000, more);
    }

    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private List<JsonNode> of(String principal, String topic, String sentinelId) {
        try (var events = new TopicReader(bootstrap, topic)) {
            return events.until(event -> event.path("id").asText().startsWith(sentinelId)).stream()
                    .map(TopicReader::json)
                    .filter(event ->
                            principal.equals(event.at("/data/principal").asText()))
                    .toList();
        }
    }

    private static UsageEvent event(JsonNode published) {
        return ((Reading.Read) UsageEventJson.readPublished(Json.bytes(published))).event();
    }

    @Test
    void aRunSentAsLogsMetricsAndTracesTwiceCountsEachCallOnce() {
        // Given
        var principal = principal();
        var files = Map.of(
                "001-logs.json",
                "logs",
                "002-logs.json",
                "logs",
                "003-traces.json",
                "traces",
                "004-metrics.json",
                "metrics");
        var sentinel = traceId();

        // When
        for (int i = 0; i < 2; i++) {
            files.forEach((file, path) -> as(principal, "emitter")
                    .contentType(JSON_TYPE)
                    .body(Fixtures.bytes(RUN + file))
                    .post("/v1/" + path)
                    .then()
                    .statusCode(200)
                    .contentType(JSON_TYPE));
        }
        as(principal, "emitter")
                .contentType(JSON_TYPE)
                .body(span(sentinel, MODEL))
                .post("/v1/traces")
                .then()
                .statusCode(200);

        // Then
        var byIdentity = new TreeMap<String, UsageEvent>();
        of(principal, topics.usageEvents(), sentinel).stream()
                .filter(published -> !published.path("id").asText().startsWith(sentinel))
                .map(OtlpIT::event)
                .forEach(event -> byIdentity.merge(event.identity().sha256(), event, (one, other) -> {
                    assertThat(other.contentHash()).isEqualTo(one.contentHash());
                    return one;
                }));
        assertThat(byIdentity.values())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.path().text()).isEqualTo("otlp/log"));
        assertThat(byIdentity.values().stream()
                        .mapToLong(event -> event.usage().tokens())
                        .sum())
                .isEqualTo(6031 + 2004 + 2517 + 503 + 1073);
    }

    @Test
    void whatIsSetAsideIsSaidInTheAnswerAndNothingOfAPromptIsKept() {
        // Given
        var principal = principal();
        var id = traceId();

        // When
        as(principal, "emitter")
                .contentType(JSON_TYPE)
                .body(span(id, ""))
                .post("/v1/traces")
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedSpans", equalTo("1"))
                .body("partialSuccess.errorMessage", containsString("no_model"));

        // Then
        try (var rejections = new TopicReader(bootstrap, topics.usageRejected())) {
            var all = rejections.until(event -> event.at("/data/id").asText().startsWith(id));
            assertThat(all)
                    .extracting(message -> TopicReader.json(message))
                    .filteredOn(event -> event.at("/data/id").asText().startsWith(id))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.at("/data/path").asText()).isEqualTo("otlp/span");
                        assertThat(event.at("/data/principal").asText()).isEqualTo(principal);
                        assertThat(event.toString()).doesNotContain("secret");
                    });
        }
    }

    @Test
    void metricsAreAnsweredWithWhatToSwitchOn() {
        as(principal(), "emitter")
                .contentType(JSON_TYPE)
                .body(Fixtures.bytes(RUN + "004-metrics.json"))
                .post("/v1/metrics")
                .then()
                .statusCode(200)
                .body("partialSuccess.rejectedDataPoints", notNullValue())
                .body("partialSuccess.errorMessage", containsString("OTEL_LOGS_EXPORTER=otlp"));
    }

    @Test
    void protobufIsTakenPackedAndOnAnyPathAndAnsweredInKind() throws IOException {
        for (var path : List.of("/v1/logs", "/v1/traces", "/")) {
            // When
            var answer = as(principal(), "emitter")
                    .contentType(PROTOBUF)
                    .header("Content-Encoding", "gzip")
                    .body(gzip(Fixtures.bytes("otlp/claude-code/http-protobuf-two-calls/003-metrics.pb")))
                    .post(path);

            // Then
            answer.then().statusCode(200).contentType(PROTOBUF);
            var said =
                    ExportMetricsServiceResponse.parseFrom(answer.asByteArray()).getPartialSuccess();
            assertThat(said.getRejectedDataPoints()).isPositive();
            assertThat(said.getErrorMessage()).contains("metrics never count");
        }
    }

    @Test
    void severalMegabytesAreTakenAndMoreThanTheLimitIsNot() throws IOException {
        var padding =
                "{\"key\": \"gen_ai.output.messages\", \"value\": {\"stringValue\": \"" + "x".repeat(4 << 20) + "\"}},";
        as(principal(), "emitter")
                .contentType(JSON_TYPE)
                .body(span(traceId(), MODEL + padding))
                .post("/v1/traces")
                .then()
                .statusCode(200)
                .body("$", anEmptyMap());
        as(principal(), "emitter")
                .contentType(JSON_TYPE)
                .body(new byte[(8 << 20) + 1])
                .post("/v1/traces")
                .then()
                .statusCode(413);
        as(principal(), "emitter")
                .contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(gzip(new byte[64 << 20]))
                .post("/v1/logs")
                .then()
                .statusCode(413)
                .contentType(PROTOBUF);
    }

    @Test
    void failuresAreStatusMessagesInTheEncodingOfTheRequest() throws IOException {
        as(principal(), "emitter")
                .contentType(JSON_TYPE)
                .body("{\"resourceSpans\": 7}")
                .post("/v1/traces")
                .then()
                .statusCode(400)
                .contentType(JSON_TYPE)
                .body("code", equalTo(Code.INVALID_ARGUMENT_VALUE))
                .body("message", containsString("line 1"));
        var broken = as(principal(), "emitter")
                .contentType(PROTOBUF)
                .body(new byte[] {10, 100, 1})
                .post("/v1/traces");
        broken.then().statusCode(400).contentType(PROTOBUF);
        assertThat(com.google.rpc.Status.parseFrom(broken.asByteArray()).getCode())
                .isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        as(principal(), "emitter")
                .contentType("text/plain")
                .body("x")
                .post("/v1/traces")
                .then()
                .statusCode(415);
        given().contentType(JSON_TYPE)
                .body("{}")
                .post("/v1/traces")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType(JSON_TYPE)
                .body("code", equalTo(Code.UNAUTHENTICATED_VALUE));
        given().header("Authorization", "Bearer nonsense")
                .contentType(JSON_TYPE)
                .body("{}")
                .post("/")
                .then()
                .statusCode(401);
        as(principal(), "viewer")
                .contentType(JSON_TYPE)
                .body("{}")
                .post("/v1/traces")
                .then()
                .statusCode(403)
                .body("code", equalTo(Code.PERMISSION_DENIED_VALUE));
    }

    private <R> R grpc(String token, Function<Channel, R> call) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress(http.getHost(), http.getPort())
                .usePlaintext()
                .compressorRegistry(compressors())
                .build();
        try {
            var headers = new Metadata();
            if (token != null) {
                headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
            }
            return call.apply(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
        } finally {
            channel.shutdownNow();
        }
    }

    /** One more than the server knows; what it writes is not looked at. */
    private static CompressorRegistry compressors() {
        var compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(new Codec.Gzip());
        compressors.register(Codec.Identity.NONE);
        compressors.register(new Compressor() {
            @Override
            public String getMessageEncoding() {
                return "zstd";
            }

            @Override
            public OutputStream compress(OutputStream into) {
                return into;
            }
        });
        return compressors;
    }

    @Test
    void grpcSharesThePortAndTakesWhatHttpTakes() {
        // Given
        var principal = principal();
        var token = TestTokens.mint(principal, "emitter");
        var sentinel = traceId();
        var logs = logs("otlp/claude-code/http-protobuf-two-calls/001-logs.pb");

        // When
        var plain = grpc(
                token,
                channel -> LogsServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(Duration.ofSeconds(20))
                        .export(logs));
        var packed = grpc(
                token,
                channel -> LogsServiceGrpc.newBlockingStub(channel)
                        .withCompression("gzip")
                        .withDeadlineAfter(Duration.ofSeconds(20))
                        .export(logs));
        var metrics = grpc(
                token,
                channel -> MetricsServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(Duration.ofSeconds(20))
                        .export(metrics("otlp/claude-code/http-protobuf-two-calls/003-metrics.pb")));
        as(principal, "emitter")
                .contentType(JSON_TYPE)
                .body(span(sentinel, MODEL))
                .post("/v1/traces")
                .then()
                .statusCode(200);

        // Then
        assertThat(plain.hasPartialSuccess()).isFalse();
        assertThat(packed.hasPartialSuccess()).isFalse();
        assertThat(metrics.getPartialSuccess().getErrorMessage()).contains("OTEL_LOGS_EXPORTER=otlp");
        var ids = of(principal, topics.usageEvents(), sentinel).stream()
                .map(event -> event.path("id").asText())
                .toList();
        assertThat(ids.stream().distinct()).hasSize(ids.size() / 2 + 1);
    }

    private static ExportLogsServiceRequest logs(String file) {
        try {
            return ExportLogsServiceRequest.parseFrom(Fixtures.bytes(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static ExportMetricsServiceRequest metrics(String file) {
        try {
            return ExportMetricsServiceRequest.parseFrom(Fixtures.bytes(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @Test
    void grpcRefusesWithItsOwnCodes() {
        assertThat(code(null, ExportTraceServiceRequest.getDefaultInstance())).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(code(TestTokens.forged("x", "emitter"), ExportTraceServiceRequest.getDefaultInstance()))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(code(TestTokens.mint("x", "viewer"), ExportTraceServiceRequest.getDefaultInstance()))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        var token = TestTokens.mint("x", "emitter");
        assertThat(code(token, ofSize(1 << 10), "zstd")).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(code(token, ofSize(32 << 20), "gzip")).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(code(token, ofSize(9 << 20), "identity")).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(code(token, ofSize(4 << 20), "gzip")).isEqualTo(Status.Code.OK);
        assertThat(code(token, ofSize(4 << 20), "identity")).isEqualTo(Status.Code.OK);
    }

    private Status.Code code(String token, ExportTraceServiceRequest request) {
        return code(token, request, "gzip");
    }

    private Status.Code code(String token, ExportTraceServiceRequest request, String coding) {
        return grpc(token, channel -> {
            try {
                TraceServiceGrpc.newBlockingStub(channel)
                        .withCompression(coding)
                        .withDeadlineAfter(Duration.ofSeconds(20))
                        .export(request);
                return Status.Code.OK;
            } catch (StatusRuntimeException e) {
                return e.getStatus().getCode();
            }
        });
    }

    /** Packed it has a few kilobytes. */
    private static ExportTraceServiceRequest ofSize(int bytes) {
        var request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder().setSchemaUrl("x".repeat(bytes));
        return request.build();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(plain);
        }
        return packed.toByteArray();
    }
}
