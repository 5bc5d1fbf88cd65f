package dev.bursar.source.cli;

import static dev.bursar.source.cli.Outputs.run;
import static dev.bursar.source.cli.Outputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What editors, terminals and other programs leave around an output. */
class PrintedMarksTest {

    private static final String ESC = "\u001b";
    private static final String OUTPUT = """
            {"type":"thread.started","thread_id":"t"}
            {"type":"turn.started"}
            {"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":4,"output_tokens":3}}
            """;

    @Test
    void marksOfFilesAndTerminalsAroundALineArePassedOver() {
        for (var marked : List.of(
                "\uFEFF" + OUTPUT,
                OUTPUT.replace("\n", "\r\n"),
                "npm warn deprecated inflight@1.0.6\n" + OUTPUT,
                ESC + "[?25l" + ESC + "[0m" + OUTPUT.stripTrailing() + ESC + "[0m" + ESC + "[?25h\r\n",
                ESC + "]0;codex\u0007" + OUTPUT)) {
            var run = run("codex", marked);
            assertThat(run.call().usage().count(Meter.INPUT)).as(marked).isEqualTo(6);
            assertThat(run.call().approximate()).as(marked).isFalse();
        }
        assertThat(run(
                                "gemini",
                                "\uFEFF"
                                        + text("gemini-cli/json-tool-two-calls.json")
                                                .replace("\n", "\r\n"))
                        .call()
                        .approximate())
                .isFalse();
    }

    @Test
    @Timeout(60)
    void aLineOfMarksAloneIsReadOnce() {
        assertThat(run("codex", (ESC + "[0m").repeat(1_000_000) + "x\n" + OUTPUT)
                        .call()
                        .usage()
                        .count(Meter.INPUT))
                .isEqualTo(6);
    }
}
