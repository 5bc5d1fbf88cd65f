package dev.bursar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.StandIn.Reply;
import dev.bursar.cli.StandIn.Request;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private static final String COSTS = "GET /api/v1/metrics/costs";

    @TempDir
    private Path folder;

    private StandIn services;

    /** Identities that were posted: what a ledger would make of them. */
    private final Set<String> ledger = new HashSet<>();

    @BeforeEach
    void start() throws IOException {
        services = new StandIn()
                .on(COSTS, request -> new Reply(200, costs(request.target(), 0)))
                .on("POST /api/v1/usage", this::take)
                .on("POST /access/v1/evaluation", DemoCommandTest::judge);
        for (var id : new String[] {DemoBudgets.DAILY, DemoBudgets.MONTHLY, DemoBudgets.TRIAL}) {
            services.on("PUT /api/v1/budgets/" + id, 201, "{}");
        }
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void postsTheDayAsksTheGateAndSaysWhatToTry() {
        // When
        var outcome = Outcome.of(services.environment(folder), "demo");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(ledger).hasSize(DemoDay.CALLS);
        assertThat(outcome.err()).contains("calls posted: 2,400 of 2,400", "calls in the ledger: 2,400 of 2,400");
        assertThat(outcome.out())
                .contains("2,400 calls of 6 agents cost $12.5000", "The gate permitted 32 of 60", "./bursar cost");
        assertThat(services.requests().stream()
                        .filter(request -> request.target().equals("/api/v1/usage")))
                .allMatch(request -> request.mediaType().equals("application/cloudevents-batch+json"));
    }

    @Test
    void addsNothingWhenItRunsTwice() {
        // Given
        Outcome.of(services.environment(folder), "demo");
        var once = Set.copyOf(ledger);

        // When
        var outcome = Outcome.of(services.environment(folder), "demo");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(ledger).isEqualTo(once);
    }

    @Test
    void leavesALedgerWithRealEntriesAlone() {
        // Given
        services.on(COSTS, request -> new Reply(200, costs(request.target(), 1_234)));

        // When
        var outcome = Outcome.of(services.environment(folder), "demo");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("1,234 calls that are no demo's", "./bursar down && ./bursar up -d --fresh");
        assertThat(services.requests()).hasSize(1);
    }

    @Test
    void saysWhyItsCallsWereRejected() {
        // Given
        services.on(
                "POST /api/v1/usage",
                422,
                "{\"accepted\":0,\"rejected\":1,\"outcomes\":[{\"index\":0,\"outcome\":\"rejected\","
                        + "\"reason\":\"not_authorized\",\"detail\":\"the token is not for coder-1\"}]}");

        // When
        var outcome = Outcome.of(services.environment(folder), "demo");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("not_authorized (the token is not for coder-1)");
    }

    private Reply take(Request request) {
        for (JsonNode event : request.json()) {
            ledger.add(event.at("/data/principal").asText() + " "
                    + event.path("source").asText() + " " + event.path("id").asText());
        }
        return new Reply(202, "{\"accepted\":" + request.json().size() + ",\"rejected\":0,\"outcomes\":[]}");
    }

    private static Reply judge(Request request) {
        var resource = request.json().at("/resource/id").asText();
        boolean denied = resource.contains("ubuntu")
                || resource.contains("evil")
                || resource.contains("3.12")
                || request.json().at("/context/project").asText().equals("helpdesk")
                || resource.contains("gpt")
                || resource.contains("gemini-2.5-pro");
        return new Reply(200, "{\"decision\":" + !denied + ",\"context\":{}}");
    }

    private String costs(String target, int real) {
        if (target.contains("group_by")) {
            return "{\"rows\":[{\"group\":{\"tags.demo\":\"true\"},\"calls\":" + ledger.size() + "},"
                    + "{\"group\":{\"tags.demo\":null},\"calls\":" + real + "}]}";
        }
        return "{\"total\":{\"calls\":" + ledger.size() + ",\"cost_usd\":\"12.5\",\"unpriced_calls\":7}}";
    }
}
