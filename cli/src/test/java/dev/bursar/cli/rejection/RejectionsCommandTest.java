package dev.bursar.cli.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void listsAndRetriesWhatWasSetAside() throws IOException {
        // Given
        try (var aggregator = new StandIn()
                .on("GET /api/v1/rejections", 200, """
                        {"items": [{"id": "rej_1", "state": "set_aside", "reason": "no_model", "detail": "data.model is missing",
                          "received_at": "2026-11-22T12:00:00Z", "path": "kafka/direct", "source": "agents/a",
                          "event_id": null, "principal": "coder-1",
                          "origin": {"topic": "bursar.usage.raw.v1", "partition": 3, "offset": 17}},
                         {"id": "rej_0", "state": "set_aside", "reason": "no_usage", "detail": "d",
                          "received_at": "2026-11-22T11:00:00Z", "origin": null},
                         {"id": "rej_9", "state": "retried", "reason": "no_usage", "detail": "d",
                          "received_at": "2026-11-22T11:00:00Z", "origin": null}], "next_cursor": null}""")
                .on("POST /api/v1/rejections/rej_1/retry", 202, """
                        {"id": "rej_1", "state": "retried", "outcome": "accepted"}""")) {

            // When
            var listed = Outcome.of(aggregator.environment(folder), "rejections", "ls", "--reason", "no_model");
            var csv = Outcome.of(aggregator.environment(folder), "rejections", "ls", "--csv");
            var retried = Outcome.of(aggregator.environment(folder), "rejections", "retry", "rej_1");
            var gone = Outcome.of(aggregator.environment(folder), "rejections", "retry", "rej_2");

            // Then
            assertThat(listed.out()).contains("2026-11-22 13:00", "no_model", "coder-1", "rej_1");
            assertThat(listed.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                    .anySatisfy(
                            line -> assertThat(line).contains("no_model|yes|").endsWith("rej_1"))
                    .anySatisfy(
                            line -> assertThat(line).contains("no_usage|no|").endsWith("rej_0"))
                    .anySatisfy(
                            line -> assertThat(line).contains("no_usage|done|").endsWith("rej_9"));
            assertThat(csv.out()).contains(",bursar.usage.raw.v1/3/17,");
            assertThat(aggregator.requests().get(0).target()).isEqualTo("/api/v1/rejections?limit=100&reason=no_model");
            assertThat(retried.out()).isEqualToNormalizingNewlines("rej_1: accepted\n");
            assertThat(gone.code()).isEqualTo(Exit.PROBLEM);
        }
    }
}
