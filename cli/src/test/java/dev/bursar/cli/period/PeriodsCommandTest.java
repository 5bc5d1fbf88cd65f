package dev.bursar.cli.period;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeriodsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void listsAndClosesMonths() throws IOException {
        // Given
        try (var aggregator =
                new StandIn().on("GET /api/v1/periods", 200, """
                        {"items": [
                          {"id": "2026-11", "state": "open", "closed_at": null, "cost_usd": "3.5", "corrections_usd": "-0.5"},
                          {"id": "2026-10", "state": "closed", "closed_at": "2026-11-05T23:00:00Z", "cost_usd": "7",
                           "corrections_usd": "0"}], "next_cursor": null}""").on("POST /api/v1/periods/2026-10/close", 200, """
                        {"id": "2026-10", "state": "closed", "cost_usd": "7", "corrections_usd": "0"}""")) {

            // When
            var listed = Outcome.of(aggregator.environment(folder), "periods", "ls", "--csv");
            var table = Outcome.of(aggregator.environment(folder), "periods", "ls");
            var closed = Outcome.of(aggregator.environment(folder), "periods", "close", "2026-10");

            // Then
            assertThat(listed.out()).contains("2026-11,open,3.5,-0.5,", "2026-10,closed,7,0,2026-11-05T23:00:00Z");
            assertThat(table.out()).contains("2026-11-06 00:00");
            assertThat(closed.out()).startsWith("2026-10 is closed at $7");
        }
    }
}
