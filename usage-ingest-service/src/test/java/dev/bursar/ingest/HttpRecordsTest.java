package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpRecordsTest {

    private static HttpRecords read(String contentType, String body) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType);
        return HttpRecords.read(headers, body.getBytes(StandardCharsets.UTF_8), 2);
    }

    @Test
    void aListIsABatchUnderEitherName() {
        assertThat(read("application/cloudevents-batch+json", "[{}, {}]"))
                .satisfies(records -> assertThat(records.batch()).isTrue())
                .satisfies(records -> assertThat(records.records()).hasSize(2));
        assertThat(read("application/json", "[{}]").batch()).isTrue();
        assertThat(read("application/cloudevents+json", "[{}]").batch()).isFalse();
    }

    @Test
    void moreThanTheLimitIsTooLarge() {
        assertThatThrownBy(() -> read("application/json", "[{}, {}, {}]"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void attributesInHeadersArePercentDecoded() {
        // Given
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("content-type", "application/json")
                .add("CE-Type", "dev.bursar.usage.v1")
                .add("ce-id", "a%20b+c%")
                .add("ce-source", "%E2%82%AC");

        // When
        var event = HttpRecords.read(headers, "{\"x\": 1}".getBytes(StandardCharsets.UTF_8), 2)
                .records()
                .get(0);

        // Then
        assertThat(event.path("type").asText()).isEqualTo("dev.bursar.usage.v1");
        assertThat(event.path("source").asText()).isEqualTo("€");
        assertThat(event.path("id").asText()).isEqualTo("a%20b+c%");
        assertThat(event.at("/data/x").asInt()).isEqualTo(1);
    }

    @Test
    void aDeepOrDoubledBodyIsRefusedWithoutItsText() {
        assertThatThrownBy(() -> read("application/json", "{\"secret\": 1, \"secret\": 2}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("application/json", "[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(ProblemException.class);
    }
}
