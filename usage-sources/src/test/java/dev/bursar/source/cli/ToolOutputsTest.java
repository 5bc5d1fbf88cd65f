package dev.bursar.source.cli;

import static dev.bursar.source.cli.Outputs.assertRefused;
import static dev.bursar.source.cli.Outputs.run;
import static dev.bursar.source.cli.Outputs.runs;
import static dev.bursar.source.cli.Outputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ToolOutputsTest {

    private static final String THREAD = """
            {"type":"thread.started","thread_id":"%s"}
            {"type":"turn.started"}
            {"type":"turn.completed","usage":{"input_tokens":10,"cached_input_tokens":4,"output_tokens":3}}
            """;

    @Test
    void textModeIsRefusedWithTheOptionThatWouldHaveHelped() {
        assertRefused(
                "claude",
                text("claude-code/text-ok.txt"),
                RejectionReason.TOOL_TEXT_MODE,
                "no usage in this mode; use --output-format json (or stream-json with --verbose)");
        assertRefused(
                "gemini",
                text("gemini-cli/text-ok.txt"),
                RejectionReason.TOOL_TEXT_MODE,
                "no usage in this mode; use --output-format json (or stream-json)");
        assertRefused(
                "codex",
                text("codex/text-ok.txt"),
                RejectionReason.TOOL_TEXT_MODE,
                "no usage in this mode; use codex exec --json");
    }

    @Test
    void anAnswerThatIsItselfJsonIsStillTextMode() {
        assertThat(Outputs.read("claude", "{\"answer\": 42}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        RunOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.TOOL_TEXT_MODE));
    }

    @Test
    void anEmptyOutputHasNoUsage() {
        assertRefused("gemini", "", RejectionReason.NO_USAGE, "the output is empty");
    }

    @Test
    void aFailedTurnSaysThatCodexPrintsNoUsageThen() {
        assertRefused(
                "codex",
                text("codex/jsonl-failed-after-call.jsonl"),
                RejectionReason.NO_USAGE,
                "the turn failed, and codex prints no usage of a turn that failed");
    }

    @Test
    void codexNeedsToBeToldItsModel() {
        // When
        var outcomes = ToolOutputs.understand(new ToolOutput("codex", THREAD.formatted("thread-1"), Optional.empty()));

        // Then
        assertThat(outcomes)
                .containsExactly(new RunOutcome.Refused(
                        RejectionReason.NO_MODEL,
                        "codex does not print its model: say beside the output which it was"));
    }

    @Test
    void totalsOfAThreadOrSessionRunOn() {
        assertThat(run("codex", THREAD.formatted("thread-1")).series()).contains(new Series("thread-1", false));
        assertThat(run("claude", text("claude-code/json-resume-2.json")).series())
                .contains(new Series("11111111-2222-4333-8444-555555555555/claude-sonnet-4-6", false));
        assertThat(run("gemini", text("gemini-cli/json-tool-two-calls.json")).series())
                .isEmpty();
    }

    @Test
    void totalsThatTheTurnsOfTheProcessAddUpToBeginAnew() {
        for (var file : List.of("json-resume-1.json", "stream-json-two-turns.jsonl")) {
            assertThat(run("claude", text("claude-code/" + file)).series())
                    .as(file)
                    .hasValueSatisfying(series -> assertThat(series.start()).isTrue());
        }
        assertThat(run("claude", text("claude-code/json-max-budget.json")).series())
                .hasValueSatisfying(series -> assertThat(series.start()).isFalse());
    }

    @Test
    void severalModelsAreToldApartByTheirPart() {
        assertThat(runs("claude", text("claude-code/json-subagent-two-models.json")))
                .extracting(run -> run.call().part())
                .containsExactlyInAnyOrder(Optional.of("claude-sonnet-4-6"), Optional.of("claude-haiku-5-5"));
        assertThat(run("claude", text("claude-code/json-single-call.json"))
                        .call()
                        .part())
                .isEmpty();
    }

    @Test
    void oneAnsweredCallCanHaveContextTiersAndAnErrorBesideItChangesNothing() {
        assertThat(run("gemini", text("gemini-cli/json-retry-503.json")).call().scope())
                .isEqualTo(Scope.CALL);
        assertThat(run("gemini", text("gemini-cli/json-tool-two-calls.json"))
                        .call()
                        .scope())
                .isEqualTo(Scope.RUN);
    }

    @Test
    void aRunThatEndedInAnErrorSaysSoAndCountsWhatItSpent() {
        // When
        var run = run("claude", text("claude-code/json-max-turns.json"));

        // Then
        assertThat(run.failed()).isTrue();
        assertThat(run.call().usage().count(Meter.OUTPUT)).isEqualTo(223);
    }

    @Test
    void nothingSpentIsZeroUnderTheModelThatWasAskedFor() {
        // When
        var run = run("claude", text("claude-code/json-error-401.json"));

        // Then
        assertThat(run.call().usage().count(Meter.INPUT)).isZero();
        assertThat(run.call().model()).isEqualTo("asked-for");
        assertThat(run.failed()).isTrue();
    }

    @Test
    void anOutputThatBreaksOffBeforeItsResultIsALowerBound() {
        // Given
        var lines =
                text("claude-code/stream-json-partial-messages.jsonl").lines().toList();
        var cut = String.join("\n", lines.subList(0, lines.size() - 1));

        // When
        var run = run("claude", cut);

        // Then
        assertThat(run.call().approximate()).isTrue();
        assertThat(run.series()).isEmpty();
        assertThat(Outputs.counts(run.call().usage()))
                .containsEntry("input_uncached", 938L)
                .containsEntry("cache_read", 1501L)
                .containsEntry("cache_write_5m", 1598L)
                .containsEntry("output", 210L);
    }

    @Test
    void subagentsThatAreCutOffSideBySideKeepTheirOwnCounts() {
        // Given
        var begins =
                "{\"type\":\"stream_event\",\"session_id\":\"s\",\"parent_tool_use_id\":\"%s\",\"event\":{\"type\":"
                        + "\"message_start\",\"message\":{\"id\":\"%1$s\",\"model\":\"%s\",\"usage\":{\"input_tokens\":%d,\"output_tokens\":1}}}}\n";
        var goesOn =
                "{\"type\":\"stream_event\",\"session_id\":\"s\",\"parent_tool_use_id\":\"%s\",\"event\":{\"type\":"
                        + "\"message_delta\",\"usage\":{\"output_tokens\":%d}}}\n";

        // When
        var runs = runs(
                "claude",
                begins.formatted("a", "claude-opus-5", 100)
                        + begins.formatted("b", "claude-sonnet-4-6", 200)
                        + goesOn.formatted("a", 77)
                        + goesOn.formatted("b", 33));

        // Then
        assertThat(runs)
                .extracting(run -> run.call().model() + " " + run.call().usage().tokensIn() + " "
                        + run.call().usage().tokensOut())
                .containsExactly("claude-opus-5 100 77", "claude-sonnet-4-6 200 33");
    }

    @Test
    void whatFollowsTheLastResultMakesItALowerBound() {
        // Given
        var lines = text("claude-code/stream-json-two-turns.jsonl").lines().toList();
        var cut = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n{\"type\":\"resu";

        // When
        var run = run("claude", cut);

        // Then
        assertThat(run.call().usage().count(Meter.INPUT)).isEqualTo(1301);
        assertThat(run.call().approximate()).isTrue();
    }

    @Test
    void aTurnThatFailsAfterOthersLeavesWhatTheyTook() {
        // When
        var run =
                run("codex", THREAD.formatted("thread-1") + "{\"type\":\"turn.started\"}\n{\"type\":\"turn.failed\"}");

        // Then
        assertThat(run.call().usage().count(Meter.INPUT)).isEqualTo(6);
        assertThat(run.call().approximate()).isTrue();
        assertThat(run.failed()).isTrue();
    }

    @Test
    void outputsWrittenOneAfterTheOtherAreRunsOfTheirOwn() {
        // When
        var runs = runs("codex", THREAD.formatted("thread-1") + THREAD.formatted("thread-2"));

        // Then
        assertThat(runs).extracting(run -> run.series().orElseThrow().id()).containsExactly("thread-1", "thread-2");
        assertThat(runs)
                .extracting(run -> run.call().part().orElseThrow())
                .containsExactly("thread-1/asked-for", "thread-2/asked-for");
    }

    @Test
    void whatOtherProgramsPrintInBetweenIsPassedOver() {
        // Given
        var noisy = "Loaded cached credentials.\n" + text("gemini-cli/json-auto-router.json") + "\nbye\n";

        // Then
        assertThat(runs("gemini", noisy)).hasSize(2);
    }

    @Test
    void aLineThatOnlyLooksLikeABeginningHidesNoUsage() {
        for (var noise : List.of("[1, 2\n", "{\n", "{\"a\":\n", "[\n{\n")) {
            assertThat(run("codex", noise + THREAD.formatted("t"))
                            .call()
                            .usage()
                            .count(Meter.INPUT))
                    .as(noise)
                    .isEqualTo(6);
        }
    }

    @Test
    void outputsOverSeveralLinesWrittenOneAfterTheOtherAreBothRead() {
        // Given
        var first = text("gemini-cli/json-retry-503.json").stripTrailing();

        // Then
        assertThat(runs("gemini", first + text("gemini-cli/json-tool-two-calls.json")))
                .hasSize(2);
    }

    @Test
    void aDocumentThatNestsTooDeeplyHidesNoUsage() {
        // Given
        var deep = "{\"type\":\"item.completed\",\"item\":" + "[".repeat(100) + "]".repeat(100) + "}\n";

        // Then
        assertThat(run(
                                "codex",
                                THREAD.formatted("t")
                                        .replace("{\"type\":\"turn.completed", deep + "{\"type\":\"turn.completed"))
                        .call()
                        .approximate())
                .isFalse();
    }

    @Test
    @Timeout(60)
    void anOutputMadeToBeReadAgainAndAgainIsReadOnce() {
        // Given
        var unclosed = "[\n" + "[\n]\n,\n".repeat(300_000);
        var broken = "{\"a\":\n" + "}\n".repeat(1_000_000);

        // Then
        assertThat(Outputs.read("claude", unclosed)).singleElement().isInstanceOf(RunOutcome.Refused.class);
        assertThat(run("codex", broken + THREAD.formatted("t")).call().approximate())
                .isFalse();
    }

    @Test
    void partsThatExceedTheirWholeAreSetAside() {
        assertThat(Outputs.read(
                        "codex",
                        THREAD.formatted("t").replace("\"cached_input_tokens\":4", "\"cached_input_tokens\":14")))
                .singleElement()
                .isInstanceOfSatisfying(
                        RunOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.TOTALS_CONTRADICT));
    }

    @Test
    void theSameOutputIsTheSameRunAndALaterRunOfItsThreadAnother() {
        // Given
        var first = run("codex", text("codex/jsonl-resume-1.jsonl"));

        // Then
        assertThat(run("codex", text("codex/jsonl-resume-1.jsonl")).id()).isEqualTo(first.id());
        assertThat(run("codex", text("codex/jsonl-resume-2.jsonl")).id()).isNotEqualTo(first.id());
    }
}
