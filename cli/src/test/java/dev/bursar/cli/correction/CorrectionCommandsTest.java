package dev.bursar.cli.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.StandIn.Reply;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionCommandsTest {

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn();
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void aRepricingIsFollowedToItsEnd() {
        // Given
        aggregator
                .on("POST /api/v1/repricings", 202, """
                        {"id": "rep_1", "state": "queued", "entries": 0, "difference_usd": "0", "dry_run": true}""")
                .on("GET /api/v1/repricings/rep_1", request -> new Reply(200, """
                        {"id": "rep_1", "state": "done", "entries": 1200, "difference_usd": "12.5", "dry_run": true}"""));

        // When
        var outcome = Outcome.of(
                aggregator.environment(folder),
                "reprice",
                "--from",
                "2026-10-01",
                "--to",
                "2026-11-01T00:00:00Z",
                "--model",
                "m*",
                "--team",
                "x",
                "--dry-run");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("rep_1: 1,200 events would change, by $12.5000\n");
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(aggregator.requests().get(0).json().toString())
                .isEqualTo("{\"from\":\"2026-09-30T22:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\",\"team\":\"x\","
                        + "\"model\":\"m*\",\"dry_run\":true}");
    }

    @Test
    void aReattributionSetsLabelsAndTakesThemAway() {
        // Given
        aggregator.on("POST /api/v1/reattributions", 202, """
                {"id": "rea_1", "state": "done", "entries": 3, "difference_usd": "0", "dry_run": false}""");

        // When
        var outcome = Outcome.of(
                aggregator.environment(folder),
                "reattribute",
                "--from",
                "2026-10-01T00:00:00Z",
                "--to",
                "2026-11-01T00:00:00Z",
                "--set",
                "team=y",
                "--set",
                "tags.env=");

        // Then
        assertThat(outcome.out()).startsWith("rea_1: 3 events changed");
        assertThat(aggregator.only().json().path("set").toString()).isEqualTo("{\"team\":\"y\",\"tags.env\":null}");
    }

    @Test
    void aCorrectionThatFailsIsAProblem() {
        // Given
        aggregator.on("POST /api/v1/repricings", 202, """
                {"id": "rep_1", "state": "failed", "entries": 0, "difference_usd": "0", "failure": "SQLSTATE 22003"}""");

        // When
        var outcome = Outcome.of(aggregator.environment(folder), "reprice");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("rep_1 failed: SQLSTATE 22003");
    }
}
