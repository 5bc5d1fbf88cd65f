package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RawUsageConsumerIT {

    /** All records of a test go to one partition, so that a later one is a sentinel for those before it. */
    private static final int PARTITION = 0;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private KafkaProducer<String, byte[]> agent;

    @BeforeEach
    void start() {
        agent = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        ServiceReady.await(management);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private void send(String token, byte[] value, Map<String, String> headers) {
        var message = new ProducerRecord<String, byte[]>(topics.usageRaw(), PARTITION, null, value);
        if (token != null) {
            message.headers().add("authorization", ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        }
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        agent.send(message);
        agent.flush();
    }

    private void send(String token, String event) {
        send(token, event.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static String good() {
        return TestTokens.mint("coder-1", "emitter");
    }

    private List<JsonNode> events(String id, String sentinel) {
        try (var reader = new TopicReader(bootstrap, topics.usageEvents())) {
            return reader.withIdUntil(
                    id, event -> sentinel.equals(event.path("id").asText()));
        }
    }

    private List<JsonNode> setAside(String id) {
        try (var reader = new TopicReader(bootstrap, topics.usageRejected())) {
            return reader.until(event -> id.equals(event.at("/data/id").asText())).stream()
                    .map(TopicReader::json)
                    .filter(event -> id.equals(event.at("/data/id").asText()))
                    .toList();
        }
    }

    @Test
    void aRawRecordIsUnderstoodLikeARequest() {
        // Given
        var id = Events.id("raw");
        var binary = Events.id("raw-binary");

        // When
        send(good(), Events.direct(id));
        send(
                good(),
                "{\"provider\": \"anthropic\", \"response\": {\"model\": \"claude-sonnet-4-5\", \"usage\": {\"input_tokens\": 9, \"output_tokens\": 2}}}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", "dev.bursar.usage.response.v1",
                        "ce_id", binary,
                        "ce_source", "tests",
                        "content-type", "application/json"));

        // Then
        assertThat(events(id, binary)).singleElement().satisfies(event -> {
            assertThat(event.path("bursarpath").asText()).isEqualTo("kafka/direct");
            assertThat(event.at("/data/principal").asText()).isEqualTo("coder-1");
        });
        assertThat(events(binary, binary)).singleElement().satisfies(event -> {
            assertThat(event.path("bursarpath").asText()).isEqualTo("kafka/body");
            assertThat(event.at("/data/usage/input").asInt()).isEqualTo(9);
        });
    }

    @Test
    void theOutputOfAToolIsUnderstoodAndItsTextGoesNoFurther() throws IOException {
        // Given
        var id = Events.id("raw-codex");
        var text = Events.id("raw-text");
        var sentinel = Events.id("sentinel");
        var output = Path.of("../usage-sources/src/test/resources/cli/codex/jsonl-resume-2.jsonl");

        // When
        send(good(), toolOutput(id, Files.readString(output)));
        send(good(), toolOutput(text, "Just an answer"));
        send(good(), Events.direct(sentinel));

        // Then
        assertThat(events(id, sentinel)).singleElement().satisfies(event -> {
            assertThat(event.path("bursarpath").asText()).isEqualTo("kafka/cli");
            assertThat(event.at("/data/principal").asText()).isEqualTo("coder-1");
            assertThat(event.at("/data/tool").asText()).isEqualTo("codex");
            assertThat(event.at("/data/step").asText()).isEqualTo("challenge");
            assertThat(event.at("/data/series/id").asText()).startsWith("00000000-0000-4000-8000-");
            assertThat(event.at("/data/usage/input").asLong()).isEqualTo(8220);
            assertThat(event.toString()).doesNotContain("Second answer");
        });
        assertThat(setAside(text)).singleElement().satisfies(event -> {
            assertThat(event.at("/data/reason").asText()).isEqualTo("tool_text_mode");
            assertThat(event.at("/data/origin/offset").isNumber()).isTrue();
            assertThat(event.toString()).doesNotContain("Just an answer");
        });
    }

    private static String toolOutput(String id, String stdout) {
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.cli.v1")
                .put("source", "tests")
                .put("id", id);
        event.putObject("data")
                .put("tool", "codex")
                .put("model", "gpt-5.5")
                .put("step", "challenge")
                .put("stdout", stdout);
        return event.toString();
    }

    @Test
    void forgedExpiredAndMissingTokensAndForgedPrincipalsAreSetAside() {
        // Given
        var ids = List.of(
                Events.id("forged-token"),
                Events.id("expired-token"),
                Events.id("no-token"),
                Events.id("forged-principal"),
                Events.id("no-role"));
        var sentinel = Events.id("sentinel");

        // When
        send(TestTokens.forged("coder-1", "emitter"), Events.direct(ids.get(0)));
        send(TestTokens.expired("coder-1", "emitter"), Events.direct(ids.get(1)));
        send(null, Events.direct(ids.get(2)));
        send(good(), Events.direct(ids.get(3), "\"principal\": \"coder-2\","));
        send(TestTokens.mint("coder-1", "viewer"), Events.direct(ids.get(4)));
        send(good(), Events.direct(sentinel));

        // Then
        for (var id : ids) {
            assertThat(setAside(id)).singleElement().satisfies(event -> {
                assertThat(event.at("/data/reason").asText()).isEqualTo("not_authorized");
                assertThat(event.at("/data/origin/topic").asText()).isEqualTo(topics.usageRaw());
                assertThat(event.at("/data/origin/offset").isNumber()).isTrue();
            });
            assertThat(events(id, sentinel)).isEmpty();
        }
    }

    @Test
    void poisonIsSetAsideAloneAndWhatFollowsIsTaken() {
        // Given
        var last = Events.id("after-poison");
        var marker = Events.id("marker");

        // When
        send(good(), "not JSON".getBytes(StandardCharsets.UTF_8), Map.of());
        send(good(), null, Map.of());
        send(good(), "[]");
        send(good(), Events.direct(marker).replace("dev.bursar.usage.v1", "dev.bursar.other.v1"));
        send(good(), Events.direct(last));

        // Then
        assertThat(events(last, last)).hasSize(1);
        assertThat(setAside(marker))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.at("/data/reason").asText()).isEqualTo("unknown_type"));
    }
}
