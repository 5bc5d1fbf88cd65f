package dev.bursar.aggregator.correction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.aggregator.Audit;
import dev.bursar.aggregator.Metering;
import dev.bursar.aggregator.intake.Books;
import dev.bursar.aggregator.ledger.Reviser.Tally;
import dev.bursar.contract.Json;
import dev.bursar.testkit.BursarTestResource;
import dev.bursar.testkit.Installation;
import dev.bursar.testkit.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BursarTestResource.class)
class CorrectionsIT {

    private static final String ADMIN = TestTokens.mint("root", "admin");
    private static Books books;

    private final String project = "p-" + UUID.randomUUID();
    private final String model = "m-" + UUID.randomUUID();
    private final Instant day = Instant.parse("2026-03-03T12:00:00Z");

    private static final Tally NONE = new Tally(0, BigDecimal.ZERO);

    @Inject
    Pool pool;

    @Inject
    CorrectionStore store;

    @TestHTTPResource(management = true)
    URI management;

    @BeforeAll
    static void open() {
        books = new Books(Installation.shared());
    }

    @AfterAll
    static void close() {
        books.close();
    }

    private void meter(int calls, String team) {
        try (var metering = new Metering()) {
            for (int i = 0; i < calls; i++) {
                metering.call(
                        day,
                        model,
                        Map.of("input", 1000L),
                        Map.of("principal", "coder-" + i % 2, "project", project, "team", team));
            }
            metering.booked(ADMIN);
        }
    }

    /** As if the API had taken it. */
    private void card(int version, String price) throws SQLException {
        var card = Json.object()
                .put("provider", "anthropic")
                .put("effective_from", "2026-01-01T00:00:00Z")
                .put("currency", "USD")
                .put("source", "https://example.com/prices")
                .put("as_of", "2026-01-01");
        card.putObject("match").putArray("exact").add(model);
        card.putObject("prices").put("input", price);
        books.run(Installation.OWNER, Installation.OWNER_PASSWORD, """
                begin;
                select pg_advisory_xact_lock(7101);
                insert into rate_card (id, version, provider, effective_from, definition, built_in, created_at)
                values ('anthropic/%s', %d, 'anthropic', '2026-01-01', '%s', false, now());
                update books set generation = generation + 1;
                commit""".formatted(model, version, card));
    }

    private void define(String id) {
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("""
                        {"match": {"project": "%s"}, "per": ["team"], "limit": {"usd": "5"}, "window": {"lifetime": true},
                         "mode": "soft"}""".formatted(project))
                .put("/api/v1/budgets/" + id)
                .then()
                .statusCode(201);
    }

    private String spent(String id, String team) {
        return given().auth()
                .oauth2(ADMIN)
                .get("/api/v1/budgets/{id}/accounts/{key}", id, id + "/team=" + team)
                .path("spent");
    }

    private String cost(String asOf) {
        var request = given().auth()
                .oauth2(ADMIN)
                .queryParam("from", "2026-03-01")
                .queryParam("to", "2026-04-01")
                .queryParam("project", project);
        return (asOf == null ? request : request.queryParam("as_of", asOf))
                .get("/api/v1/metrics/costs")
                .path("total.cost_usd");
    }

    private JsonPath ask(String path, String more) {
        var asked = given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("{\"from\": \"2026-03-01\", \"to\": \"2026-04-01\", \"project\": \"" + project + "\"" + more
                        + "}")
                .post("/api/v1/" + path)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> show(path, asked.getString("id")), found -> "done".equals(found.getString("state")));
    }

    private static JsonPath show(String path, String id) {
        return given().auth().oauth2(ADMIN).get("/api/v1/" + path + "/" + id).jsonPath();
    }

    @Test
    void unpricedEventsArePricedWhenTheirCardArrives() throws SQLException {
        // Given
        var budget = "b-" + UUID.randomUUID();
        meter(3, "platform");
        define(budget);
        assertThat(cost(null)).isEqualTo("0");

        // When
        card(1, "3");

        // Then
        await().atMost(Duration.ofSeconds(60)).until(() -> cost(null), "0.009"::equals);
        assertThat(spent(budget, "platform")).isEqualTo("0.009");
        assertThat(books.rows("select kind || ' ' || calls || ' ' || trim_scale(cost) || ' ' || cost_state"
                        + " from ledger_entry where event_id = 'e-0' and model = '" + model + "' order by revision"))
                .containsExactly("usage 1 0 unpriced", "adjustment -1 0 unpriced", "adjustment 1 0.003 priced");
        new Audit(management).assertNoDrift();
    }

    @Test
    void aWrongCardIsPutRightOnceAndWhatWasKnownBeforeCanBeSeenStill() throws Exception {
        // Given
        card(1, "3");
        meter(3, "platform");
        var before = Instant.now();
        Thread.sleep(5);
        card(2, "30");

        // When
        var dry = ask("repricings", ", \"model\": \"" + model + "\", \"dry_run\": true");
        var unchanged = cost(null);
        var real = ask("repricings", ", \"model\": \"" + model + "\"");
        var again = ask("repricings", ", \"model\": \"" + model + "\"");

        // Then
        assertThat(List.of(dry.getInt("entries"), real.getInt("entries"), again.getInt("entries")))
                .containsExactly(3, 3, 0);
        assertThat(dry.getString("difference_usd")).isEqualTo("0.081");
        assertThat(real.getString("difference_usd")).isEqualTo("0.081");
        assertThat(unchanged).isEqualTo("0.009");
        assertThat(cost(null)).isEqualTo("0.09");
        assertThat(cost(before.toString())).isEqualTo("0.009");
        new Audit(management).assertNoDrift();
    }

    @Test
    void aWrongTeamIsPutRightInEveryBudget() throws SQLException {
        // Given
        card(1, "3");
        var budget = "b-" + UUID.randomUUID();
        define(budget);
        meter(4, "wrong");

        // When
        var moved = ask(
                "reattributions", ", \"team\": \"wr*\", \"principal\": \"coder-1\", \"set\": {\"team\": \"right\"}");

        // Then
        assertThat(moved.getInt("entries")).isEqualTo(2);
        assertThat(moved.getString("difference_usd")).isEqualTo("0");
        assertThat(spent(budget, "right")).isEqualTo("0.006");
        assertThat(spent(budget, "wrong")).isEqualTo("0.006");
        assertThat(cost(null)).isEqualTo("0.012");
        new Audit(management).assertNoDrift();

        // When
        tellMore("coder-1", "e-1", 2000);

        // Then
        assertThat(spent(budget, "right")).isEqualTo("0.009");
        assertThat(spent(budget, "wrong")).isEqualTo("0.006");
        assertThat(cost(null)).isEqualTo("0.015");
        new Audit(management).assertNoDrift();
    }

    /** The body of a call that is in the books, with the team that it was always said to be of. */
    private void tellMore(String principal, String id, long input) {
        var source = books.rows("select source from ledger_entry where event_id = '" + id + "' and project = '"
                        + project + "' limit 1")
                .get(0);
        var event = Json.object()
                .put("specversion", "1.0")
                .put("type", "dev.bursar.usage.v1")
                .put("source", source)
                .put("id", id)
                .put("time", day.toString())
                .put("bursarpath", "http/body");
        event.putObject("data")
                .put("provider", "anthropic")
                .put("model", model)
                .put("principal", principal)
                .put("project", project)
                .put("team", "wrong")
                .putObject("usage")
                .put("input", input);
        books.publish(principal, Json.bytes(event));
        books.awaitTaken(principal);
    }

    @Test
    void onlyAnAdminCorrects() {
        given().auth()
                .oauth2(TestTokens.mint("vera", "auditor"))
                .contentType("application/json")
                .body("{\"from\": \"2026-03-01\", \"to\": \"2026-04-01\"}")
                .post("/api/v1/repricings")
                .then()
                .statusCode(403);
    }

    @Test
    void aSliceSaysHowFarItHasComeOnTopOfOneThatIsNotCommittedYet() {
        // Given
        var id = ask("repricings", ", \"dry_run\": true").getString("id");
        var number = CorrectionRow.number(CorrectionRequest.Kind.REPRICING, id).orElseThrow();
        var row = store.find(CorrectionRequest.Kind.REPRICING, number)
                .await()
                .indefinitely()
                .orElseThrow();
        long from = row.afterEntry();
        var advanced = new CompletableFuture<Void>();
        var committed = new CompletableFuture<Void>();

        // When
        var first = pool.withTransaction(connection -> CorrectionStore.advance(connection, row, from, from + 10, NONE)
                        .invoke(() -> advanced.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(committed)))
                .subscribeAsCompletionStage();
        assertThat(advanced).succeedsWithin(Duration.ofSeconds(10));
        var second = pool.withTransaction(
                        connection -> CorrectionStore.advance(connection, row, from + 10, from + 20, NONE))
                .subscribeAsCompletionStage();

        // Then
        await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
        committed.complete(null);
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        assertThat(second).succeedsWithin(Duration.ofSeconds(10));
    }
}
