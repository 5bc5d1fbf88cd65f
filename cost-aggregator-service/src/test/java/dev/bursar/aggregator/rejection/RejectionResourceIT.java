package dev.bursar.aggregator.rejection;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bursar.aggregator.intake.Books;
import dev.bursar.aggregator.intake.Events;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Installation;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class RejectionResourceIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static Books books;

    private final String principal = "p-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        books = new Books(Installation.shared());
    }

    @AfterAll
    static void close() {
        books.close();
    }

    private static JsonPath list(String token, String principal) {
        return given().auth()
                .oauth2(token)
                .queryParam("principal", principal)
                .get("/api/v1/rejections")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath retry(String id, int answer) {
        return given().auth()
                .oauth2(ADMIN)
                .post("/api/v1/rejections/{id}/retry", id)
                .then()
                .statusCode(answer)
                .extract()
                .jsonPath();
    }

    private JsonPath conflict() {
        books.publish(Events.event(principal, "one", 1000, 100), Events.event(principal, "one", 1000, 999));
        books.awaitTaken(principal);
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> list(ADMIN, principal),
                        found -> found.getList("items").size() == 1);
    }

    @Test
    void whatWasSetAsideIsListedForAuditorsAndForWhomItConcerns() {
        // When
        var listed = conflict();

        // Then
        assertThat(listed.getString("items[0].reason")).isEqualTo("identity_conflict");
        assertThat(listed.getString("items[0].event_id")).isEqualTo("one");
        assertThat(list(TestTokens.mint(principal, "emitter"), principal).getList("items"))
                .hasSize(1);
        assertThat(list(TestTokens.mint("somebody", "viewer"), principal).getList("items"))
                .isEmpty();
        given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/rejections?reason=identity_conflicts")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown_word"));
        given().auth()
                .oauth2(TestTokens.mint(principal, "emitter"))
                .post("/api/v1/rejections/{id}/retry", listed.getString("items[0].id"))
                .then()
                .statusCode(403);
    }

    @Test
    void aRetryIsDecidedAnewAndChangesNothingThatIsBooked() throws SQLException {
        // Given
        var id = conflict().getString("items[0].id");

        // When
        var again = retry(id, 202);

        // Then
        assertThat(again.getString("outcome")).isEqualTo("conflict");
        assertThat(books.entries(principal, "one")).containsExactly("usage 0.0045 1");

        // Given
        books.run(
                Installation.OWNER,
                Installation.OWNER_PASSWORD,
                "update rejection set origin_offset = 1000000000 where id = '" + id + "'");

        // Then
        assertThat(retry(id, 409).getString("detail")).contains("any more");
        retry("rej_none", 404);
    }

    @Test
    void aRawRecordGoesToTheEndOfItsTopicAsItWas() throws Exception {
        // Given
        var topics = Installation.shared().topics();
        try (var raw = new TopicEnd(Installation.shared().bootstrap())) {
            var original = raw.append(topics.usageRaw(), "a token".getBytes(UTF_8), principal.getBytes(UTF_8));
            var told = new CloudEvent(
                    CloudEvent.USAGE_REJECTED,
                    "urn:bursar:ingest",
                    "rej_" + principal,
                    Instant.now(),
                    Json.read("""
                            {"reason": "not_authorized", "detail": "the token is unknown", "received_at": "%s",
                             "path": "kafka/direct", "source": "agents/test", "id": "one", "principal": "%s",
                             "origin": {"topic": "%s", "partition": %d, "offset": %d}, "redacted": {}}""".formatted(
                            Instant.now(), principal, topics.usageRaw(), original.partition(), original.offset())));
            raw.append(topics.usageRejected(), new byte[0], told.bytes());
            var listed = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> list(ADMIN, principal),
                            found -> found.getList("items").size() == 1);

            // When
            var answer = retry(listed.getString("items[0].id"), 202);

            // Then
            assertThat(answer.getString("outcome")).isEqualTo("queued");
            var again = raw.after(original);
            assertThat(again.value()).isEqualTo(principal.getBytes(UTF_8));
            assertThat(again.headers().lastHeader("authorization").value()).isEqualTo("a token".getBytes(UTF_8));
            assertThat(list(ADMIN, principal).getString("items[0].state")).isEqualTo("retried");
            assertThat(list(ADMIN, principal).getString("items[0].retried_by")).isEqualTo("root");
        }
    }
}
