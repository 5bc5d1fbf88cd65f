package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.kit.security.Revocation;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RevocationIT {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private static int report(String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Events.direct(Events.id("revocable")))
                .post("/api/v1/usage")
                .statusCode();
    }

    private static String tokenId(String token) throws JsonProcessingException {
        return Json.read(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("jti")
                .asText();
    }

    @Test
    void aTokenIsRefusedAsSoonAsItsRevocationIsRead() throws JsonProcessingException {
        // Given
        ServiceReady.await(management);
        var token = TestTokens.mint("coder-1", "emitter");
        var other = TestTokens.mint("coder-1", "emitter");
        assertThat(report(token)).isEqualTo(202);
        var now = Instant.now();
        var revocation = new Revocation(tokenId(token), now, now.plusSeconds(3600), "root");

        // When
        try (var admin = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringSerializer(),
                new ByteArraySerializer())) {
            admin.send(new ProducerRecord<>(
                    topics.revocations(),
                    revocation.tokenId(),
                    revocation.event().bytes()));
        }

        // Then
        await().atMost(Duration.ofSeconds(15)).until(() -> report(token) == 401);
        assertThat(report(other)).isEqualTo(202);
    }
}
