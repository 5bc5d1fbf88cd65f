package dev.bursar.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFocusCommandTest {

    private static final String FILE = "BilledCost,x_Team\r\n0.5,\"Büro, \"\"A\"\"\"\r\n";

    @TempDir
    private Path folder;

    @Test
    void theFileIsPrintedOrWrittenByteForByte() throws IOException {
        try (var aggregator = new StandIn().on("GET /api/v1/exports/focus", 200, FILE)) {
            // When
            var printed = Outcome.of(aggregator.environment(folder), "export", "focus", "--period", "2026-10");
            var written = Outcome.of(aggregator.environment(folder), "export", "focus", "-o", "focus.csv");

            // Then
            assertThat(printed.out()).isEqualTo(FILE);
            assertThat(written.out()).isEmpty();
            assertThat(folder.resolve("focus.csv")).hasContent(FILE);
            assertThat(aggregator.requests().get(0).target()).isEqualTo("/api/v1/exports/focus?period=2026-10");
            assertThat(aggregator.requests().get(1).target()).isEqualTo("/api/v1/exports/focus?zone=Europe%2FBerlin");
        }
    }

    @Test
    void aRefusalIsToldAndLeavesTheOldFile() throws IOException {
        // Given
        Files.writeString(folder.resolve("focus.csv"), "old");
        try (var aggregator = new StandIn().on("GET /api/v1/exports/focus", 400, """
                {"type": "urn:bursar:problem:invalid_request", "title": "Invalid request", "status": 400,
                 "errors": [{"pointer": "period", "code": "not_a_month", "detail": "period is a month such as 2026-10"}]}""")) {
            // When
            var refused = Outcome.of(
                    aggregator.environment(folder), "export", "focus", "--period", "October", "-o", "focus.csv");
            var contradiction = Outcome.of(
                    aggregator.environment(folder), "export", "focus", "--period", "2026-10", "--from", "today");

            // Then
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("period is a month such as 2026-10");
            assertThat(contradiction.code()).isEqualTo(2);
            assertThat(folder).isDirectoryContaining(file -> file.endsWith("focus.csv"));
            assertThat(folder.resolve("focus.csv")).hasContent("old");
        }
    }
}
