package dev.bursar.source.cli;

import static dev.bursar.source.cli.Outputs.run;
import static dev.bursar.source.cli.Outputs.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codex's own events, printed before version 0.44 and kept in the files of its sessions. */
class CodexEventsTest {

    private static final String PRINTED = """
            {"provider":"openai","model":"gpt-5-codex","workdir":"/x","sandbox":"read-only"}
            {"prompt":"hi"}
            {"id":"0","msg":{"type":"task_started","model_context_window":272000}}
            """;

    private static final String FILE = """
            {"timestamp":"2026-09-30T10:00:00Z","type":"session_meta","payload":{"id":"0199a213","model_provider":"openai"}}
            {"timestamp":"2026-09-30T10:00:00Z","type":"turn_context","payload":{"cwd":"/x","model":"gpt-5.5"}}
            {"timestamp":"2026-09-30T10:00:01Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{}}}
            """;

    private static String tokens(long input, long cached, long output, long reasoning) {
        return ("{\"input_tokens\":%d,\"cached_input_tokens\":%d,\"output_tokens\":%d,\"reasoning_output_tokens\":%d,"
                        + "\"total_tokens\":%d}")
                .formatted(input, cached, output, reasoning, input + output);
    }

    private static String count(String total, String last) {
        return "{\"type\":\"token_count\",\"info\":{\"total_token_usage\":%s,\"last_token_usage\":%s}}"
                .formatted(total, last);
    }

    private static String printed(String message) {
        return "{\"id\":\"0\",\"msg\":" + message + "}\n";
    }

    private static String filed(String payload) {
        return "{\"timestamp\":\"2026-09-30T10:00:02Z\",\"type\":\"event_msg\",\"payload\":" + payload + "}\n";
    }

    private static Map<String, Long> counts(UnderstoodRun run) {
        return Outputs.counts(run.call().usage());
    }

    @Test
    void theLastTotalCountsUnderTheModelThatIsPrinted() {
        // When
        var run = run(
                "codex",
                PRINTED
                        + printed(count(tokens(3000, 2000, 50, 10), tokens(3000, 2000, 50, 10)))
                        + printed(count(tokens(7000, 5000, 80, 15), tokens(4000, 3000, 30, 5)))
                        + printed("{\"type\":\"task_complete\",\"last_agent_message\":\"a\"}"));

        // Then
        assertThat(run.call().model()).isEqualTo("gpt-5-codex");
        assertThat(run.series()).isEmpty();
        assertThat(run.call().approximate()).isFalse();
        assertThat(counts(run))
                .containsEntry("input_uncached", 2000L)
                .containsEntry("cache_read", 5000L)
                .containsEntry("output", 80L)
                .containsEntry("reasoning", 15L);
    }

    @Test
    void whatASessionWithoutANameTookBeforeIsLeftOut() {
        assertThat(counts(run(
                        "codex",
                        PRINTED
                                + printed(count(tokens(9000, 4000, 90, 20), tokens(3000, 2000, 50, 10)))
                                + printed(count(tokens(9500, 4400, 95, 20), tokens(500, 400, 5, 0))))))
                .containsEntry("input_uncached", 1100L)
                .containsEntry("cache_read", 2400L)
                .containsEntry("output", 55L);
    }

    @Test
    void beforeThereWereTotalsEveryResponseAddsToThem() {
        assertThat(counts(run(
                        "codex",
                        PRINTED
                                + printed(tokens(1674, 1627, 384, 384).replace("{", "{\"type\":\"token_count\","))
                                + printed(tokens(100, 0, 16, 0).replace("{", "{\"type\":\"token_count\",")))))
                .containsEntry("input_uncached", 147L)
                .containsEntry("cache_read", 1627L)
                .containsEntry("output", 400L);
    }

    @Test
    void theFileOfASessionIsItsSeries() {
        // When
        var run = run("codex", FILE + filed(count(tokens(100, 40, 10, 5), tokens(60, 20, 10, 5))));

        // Then
        assertThat(run.call().model()).isEqualTo("gpt-5.5");
        assertThat(run.series()).contains(new Series("0199a213", false));
        assertThat(run.call().usage().count(Meter.INPUT)).isEqualTo(60);
    }

    @Test
    void anErrorAfterTheLastCountLeavesMoreUnknown() {
        // When
        var run = run(
                "codex",
                PRINTED
                        + printed(count(tokens(3000, 0, 50, 10), tokens(3000, 0, 50, 10)))
                        + printed("{\"type\":\"error\",\"message\":\"stream disconnected\"}"));

        // Then
        assertThat(run.failed()).isTrue();
        assertThat(run.call().approximate()).isTrue();
    }

    @Test
    void sessionsOneAfterTheOtherAreRunsOfTheirOwn() {
        // Given
        var first = FILE + filed(count(tokens(100, 40, 10, 5), tokens(100, 40, 10, 5)));

        // Then
        assertThat(runs("codex", first + first.replace("0199a213", "0199a214")))
                .extracting(run -> run.session().orElseThrow())
                .containsExactly("0199a213", "0199a214");
    }

    @Test
    void whatIsKeptOfThemMeansTheSameAndHoldsNoText() {
        // Given
        var output = PRINTED
                + printed("{\"type\":\"agent_message\",\"message\":\"a secret\"}")
                + printed(count(tokens(9000, 4000, 90, 20), tokens(3000, 2000, 50, 10)))
                + printed(count(tokens(9200, 4000, 91, 20), tokens(200, 0, 1, 0)))
                + printed(count(tokens(9500, 4400, 95, 20), tokens(300, 400, 4, 0)));
        var gist = ToolOutputs.gist("codex", document -> {}, line -> {});

        // When
        output.lines().forEach(gist::line);
        gist.end();

        // Then
        assertThat(gist.text()).doesNotContain("secret").hasLineCount(3);
        assertThat(counts(run("codex", gist.text()))).isEqualTo(counts(run("codex", output)));
    }
}
