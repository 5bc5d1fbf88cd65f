package dev.bursar.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn().on("GET /api/v1/metrics/costs", 200, """
                        {"from": "2026-11-21T23:00:00Z", "to": "2026-11-22T12:30:00Z", "zone": "Europe/Berlin", "rows": [],
                         "total": {"cost_usd": "12.34565", "calls": 41, "unpriced_calls": 2, "tokens": {}, "tokens_in": 1234567, "tokens_out": 890}}""");
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void printsExactlyTwoLinesForToday() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "status");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Total Cost: $12.3457\nTokens: In: 1234567, Out: 890\n");
        assertThat(outcome.err())
                .isEqualToNormalizingNewlines("(today, 2026-11-22 in Europe/Berlin: 41 calls, 2 of them unpriced)\n");
        assertThat(aggregator.only().target()).isEqualTo("/api/v1/metrics/costs?from=2026-11-22&zone=Europe%2FBerlin");
    }

    @Test
    void coversTheMissionOfTheEnvironmentFromItsFirstCall() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder, "BURSAR_MISSION", "m-42"), "status");

        // Then
        assertThat(aggregator.only().target()).contains("from=2000-01-01", "mission=m-42");
        assertThat(outcome.err()).startsWith("(mission m-42 in Europe/Berlin: 41 calls");
    }

    @Test
    void aStateFileThatIsNotThereIsNoZero() {
        // When
        var outcome = Outcome.of(aggregator.environment(folder), "status", "--state", "TYPO.yaml");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no file TYPO.yaml");
        assertThat(folder.resolve("TYPO.yaml")).doesNotExist();
    }

    @Test
    void prefersTheMissionOfTheCommandLine() {
        // When
        Outcome.of(aggregator.environment(folder, "BURSAR_MISSION", "m-42"), "status", "--mission", "m-43");

        // Then
        assertThat(aggregator.only().target()).contains("mission=m-43").doesNotContain("m-42");
    }
}
