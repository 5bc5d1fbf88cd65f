package dev.bursar.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that real APIs answered, posted as an agent would. The rows are those of the usage sources. */
@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RecordedResponsesIT {

    private static final Path ROWS = Path.of("../usage-sources/src/test/resources/recorded-responses/responses.jsonl");

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void awaitReady() {
        ServiceReady.await(management);
    }

    @Test
    void everyRecordedBodyGivesTheExpectedUsage() throws IOException {
        // Given
        var token = TestTokens.mint("coder-1", "emitter");
        var rows = rows();
        assertThat(rows).hasSize(646);

        // When
        var differences = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var answer = given().header("Authorization", "Bearer " + token)
                    .contentType("application/json")
                    .body(Json.bytes(posted(row, i)))
                    .post("/api/v1/usage/responses/" + row.path("provider").asText());
            difference(row, Json.read(answer.asByteArray())).ifPresent(differences::add);
        }

        // Then
        assertThat(differences).isEmpty();
    }

    private static List<JsonNode> rows() throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(ROWS)) {
            rows.add(Json.read(line));
        }
        return rows;
    }

    private static ObjectNode posted(JsonNode row, int i) {
        var body = Json.object().put("id", "recorded-" + i);
        if (row.path("model").isNull()) {
            body.put("model", "unknown-model");
        }
        body.set("response", row.path("response"));
        return body;
    }

    private static java.util.Optional<String> difference(JsonNode row, JsonNode answer) {
        if (isKnownToBeWrong(row)) {
            return java.util.Optional.empty();
        }
        var expected = row.path("expected_usage");
        // Mistral's older word for cached tokens is not read by that project.
        long cached = expected.path("cache_read_tokens").asLong()
                + row.at("/response/usage/num_cached_tokens").asLong();
        var usage = answer.at("/outcomes/0/usage/usage");
        boolean same = sum(usage, "input", "cache_read", "cache_write")
                        == expected.path("input_tokens").asLong()
                && sum(usage, "cache_read") == cached
                && sum(usage, "output", "reasoning")
                        == expected.path("output_tokens").asLong();
        return same && answer.path("accepted").asInt() == 1
                ? java.util.Optional.empty()
                : java.util.Optional.of(row.path("model") + ": " + expected + " but " + answer);
    }

    /** The recording project leaves iterations out that are not messages; we bill their sum, as Anthropic does. */
    private static boolean isKnownToBeWrong(JsonNode row) {
        for (var part : row.at("/response/usage/iterations")) {
            if (!"message".equals(part.path("type").asText())) {
                return true;
            }
        }
        return false;
    }

    private static long sum(JsonNode usage, String... sides) {
        long sum = 0;
        for (var meter : usage.properties()) {
            for (var side : sides) {
                if (meter.getKey().equals(side) || meter.getKey().startsWith(side + "_")) {
                    sum += meter.getValue().asLong();
                }
            }
        }
        return sum;
    }
}
