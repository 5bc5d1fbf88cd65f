package dev.bursar.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Topics;
import dev.bursar.ingest.ServiceReady;
import dev.bursar.ingest.TopicReader;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java program of docs/otlp.md, compiled and run as it stands there. */
@QuarkusTest
@WithTestResource(BursarTestResource.class)
class DocumentedProgramIT {

    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TestHTTPResource(value = "/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TempDir
    Path folder;

    @BeforeEach
    void awaitReady() {
        ServiceReady.await(management);
    }

    @Test
    void theProgramForJavaReportsItsCall() throws IOException, InterruptedException {
        // Given
        var page = PROGRAM.matcher(Files.readString(Path.of("../docs/otlp.md")));
        assertThat(page.find()).isTrue();
        var source = Files.writeString(folder.resolve("MeteredCall.java"), page.group(1));
        var principal = "coder-" + UUID.randomUUID();

        // When
        run(source, principal);

        // Then
        try (var events = new TopicReader(bootstrap, topics.usageEvents())) {
            var published = events
                    .until(event -> principal.equals(event.at("/data/principal").asText()))
                    .stream()
                    .map(TopicReader::json)
                    .filter(event ->
                            principal.equals(event.at("/data/principal").asText()))
                    .toList();
            assertThat(published).singleElement().satisfies(event -> {
                assertThat(event.path("bursarpath").asText()).isEqualTo("otlp/span");
                assertThat(event.at("/data/usage").toString())
                        .isEqualTo("{\"cache_read\":1920,\"input\":86,\"output\":108,\"reasoning\":192}");
                assertThat(event.at("/data/response_id").asText()).isEqualTo("chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e");
                assertThat(event.at("/data/mission").asText()).isEqualTo("m-42");
                assertThat(event.at("/data/step").asText()).isEqualTo("proposal");
                assertThat(event.at("/data/tags/env").asText()).isEqualTo("prod");
                assertThat(event.at("/data/approximate").isMissingNode()).isTrue();
            });
        }
    }

    private void run(Path source, String principal) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), source.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = process.environment();
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://" + http.getAuthority());
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put(
                "OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20" + TestTokens.mint(principal, "emitter"));
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "team=platform,mission=m-42,tags.env=prod");
        environment.put("OTEL_METRICS_EXPORTER", "none");
        environment.put("OTEL_LOGS_EXPORTER", "none");
        var running = process.start();
        try {
            assertThat(running.waitFor(90, TimeUnit.SECONDS)).as("ends in time").isTrue();
            assertThat(running.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            running.destroyForcibly();
        }
    }
}
