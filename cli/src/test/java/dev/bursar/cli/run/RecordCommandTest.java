package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {

    @TempDir
    private Path folder;

    private Outcome local(String file, String... arguments) throws IOException {
        return FakeTools.fed(
                Files.readAllBytes(FakeTools.captured(file)),
                () -> Outcome.of(Outcome.environment(Map.of(), folder), arguments));
    }

    private Outcome codex(String file) throws IOException {
        return local(
                "codex/" + file,
                "record",
                "--tool",
                "codex",
                "--model",
                "gpt-5.5",
                "--step",
                "challenge",
                "--state",
                "S.yaml");
    }

    private Outcome status() {
        return Outcome.of(Outcome.environment(Map.of(), folder), "status", "--state", "S.yaml");
    }

    @Test
    void whatIsSentTellsOfUsageAndOfNothingElse() throws IOException {
        // Given
        try (var ingest = new StandIn()) {
            ingest.on(
                    "POST /api/v1/usage/cli/codex",
                    202,
                    "{\"accepted\": 1, \"rejected\": 0, \"outcomes\": [{\"outcome\": \"accepted\", \"usage\":"
                            + " {\"provider\": \"openai\", \"model\": \"gpt-5.5\", \"usage\": {\"input\": 6181}}}]}");

            // When
            var outcome = FakeTools.fed(
                    Files.readAllBytes(FakeTools.captured("codex/jsonl-single-call.jsonl")),
                    () -> Outcome.of(
                            ingest.environment(folder, "BURSAR_MISSION", "m-42"),
                            "record",
                            "--tool",
                            "codex",
                            "--model",
                            "gpt-5.5",
                            "--step",
                            "challenge",
                            "--tag",
                            "env=prod"));

            // Then
            assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.DONE);
            assertThat(outcome.out()).isEqualToNormalizingNewlines("recorded: openai/gpt-5.5, tokens in 6181, out 0\n");
            assertThat(ingest.only().mediaType()).isEqualTo("text/plain");
            assertThat(ingest.only().target())
                    .contains("model=gpt-5.5", "step=challenge", "mission=m-42", "tags.env=prod")
                    .doesNotContain("tool=");
            assertThat(ingest.only().body()).contains("18213").doesNotContain("answer");
        }
    }

    @Test
    void runningTotalsBecomeSharesAndTheSameOutputCountsOnce() throws IOException {
        // When
        codex("jsonl-resume-1.jsonl");
        codex("jsonl-resume-1.jsonl");
        codex("jsonl-resume-2.jsonl");

        // Then
        assertThat(status().out()).endsWith("Tokens: In: 18204, Out: 108\n");
        assertThat(folder.resolve("S.yaml"))
                .content()
                .contains(
                        "tokens_in: 9001",
                        "tokens_in: 9203",
                        "tokens_out: 37",
                        "codex/00000000-0000-4000-8000-b04bc7ca71e6");
    }

    @Test
    void lowerTotalsCountInFullWithAWarningUnlessTheirTimeSaysThatTheyCameBefore() throws IOException {
        // Given
        var late = recordedAt("jsonl-resume-2.jsonl", "2026-11-22T11:00:00Z", "late.yaml");

        // When
        var lower = recordedAt("jsonl-resume-1.jsonl", "2026-11-22T11:30:00Z", "late.yaml");
        recordedAt("jsonl-resume-2.jsonl", "2026-11-22T11:00:00Z", "timed.yaml");
        var earlier = recordedAt("jsonl-resume-1.jsonl", "2026-11-22T10:30:00Z", "timed.yaml");

        // Then
        assertThat(lower.code()).isEqualTo(Exit.DONE);
        assertThat(lower.err())
                .contains("warning: the totals of codex/00000000-0000-4000-8000-b04bc7ca71e6 are lower", "--time");
        assertThat(late.err() + earlier.err()).isEmpty();
        assertThat(folder.resolve("late.yaml")).content().contains("tokens_in: 18204", "tokens_in: 9001");
        assertThat(folder.resolve("timed.yaml")).content().contains("tokens_in: 9203", "tokens_in: 9001");
    }

    private Outcome recordedAt(String file, String time, String state) throws IOException {
        return local(
                "codex/" + file, "record", "--tool", "codex", "--model", "gpt-5.5", "--time", time, "--state", state);
    }

    @Test
    void aResumedClaudeSessionCountsItsOwnShare() throws IOException {
        // When
        local("claude-code/json-resume-1.json", "record", "--tool", "claude", "--state", "S.yaml");
        local("claude-code/json-resume-2.json", "record", "--tool", "claude", "--state", "S.yaml");

        // Then
        assertThat(folder.resolve("S.yaml")).content().contains("tokens_in: 3420", "tokens_in: 2351", "tokens_out: 57");
    }

    @Test
    void textModeIsAProblemThatNamesTheOption() throws IOException {
        // When
        var outcome = local("claude-code/text-ok.txt", "record", "--tool", "claude", "--state", "S.yaml");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.out()).contains("tool_text_mode: no usage in this mode; use --output-format json");
        assertThat(folder.resolve("S.yaml")).doesNotExist();
    }

    @Test
    void aModelOfTheProjectsOwnFileIsPriced() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("bursar.toml"),
                "[models.\"house-model\"]\ncost_per_1m_input = 0.5\ncost_per_1m_output = 2\n");

        // When
        local(
                "codex/jsonl-single-call.jsonl",
                "record",
                "--tool",
                "codex",
                "--model",
                "house-model",
                "--state",
                "S.yaml");

        // Then
        assertThat(status().out()).isEqualToNormalizingNewlines("Total Cost: $0.0103\nTokens: In: 18213, Out: 611\n");
    }

    @Test
    void anUnpricedModelSaysSo() throws IOException {
        // When
        var outcome = local(
                "codex/jsonl-single-call.jsonl",
                "record",
                "--tool",
                "codex",
                "--model",
                "nobody-knows",
                "--state",
                "S.yaml");

        // Then
        assertThat(outcome.out()).contains("unpriced");
        assertThat(status().err()).contains("1 call, 1 of them unpriced");
    }

    @Test
    void whoseOutputItIsMustBeSaid() throws IOException {
        assertThat(local("codex/text-ok.txt", "record").code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(local("codex/text-ok.txt", "record", "--tool", "claude", "--time", "noon")
                        .code())
                .isEqualTo(Exit.BAD_USAGE);
    }

    @Test
    void aTotalThatIsNotTheSumOfTheCallsIsToldAsItIsReplaced() throws IOException {
        // Given
        Files.writeString(folder.resolve("S.yaml"), "telemetry:\n  calls: []\n  total_cost_usd: 0.10\n");

        // When
        var outcome = codex("jsonl-single-call.jsonl");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(outcome.err()).contains("the 0.10 that stood there was not, and was replaced");
    }
}
