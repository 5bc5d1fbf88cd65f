package dev.bursar.source.cli;

import static dev.bursar.source.cli.Outputs.run;
import static dev.bursar.source.cli.Outputs.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions of Claude Code that say by model neither where they call it nor how long what they cached lives. */
class ClaudeVersionsTest {

    private static final String RESULT = """
            {"type":"result","subtype":"success","session_id":"5b0f7b2e-0000-4000-8000-000000000001","usage":{
            "input_tokens":100,"cache_creation_input_tokens":%d,"cache_read_input_tokens":0,"output_tokens":5,
            "cache_creation":{"ephemeral_1h_input_tokens":%d,"ephemeral_5m_input_tokens":%d}},"modelUsage":{%s}}
            """;

    private static String result(long anHour, long fiveMinutes, String... models) {
        return RESULT.formatted(anHour + fiveMinutes, anHour, fiveMinutes, String.join(",", models))
                .replace("\n", "");
    }

    private static String model(String name, long written) {
        return "\"%s\":{\"inputTokens\":100,\"outputTokens\":5,\"cacheReadInputTokens\":0,\"cacheCreationInputTokens\":%d}"
                .formatted(name, written);
    }

    private static Map<String, UnderstoodRun> byModel(String output) {
        return runs("claude", output).stream()
                .collect(Collectors.toMap(run -> run.call().model(), Function.identity()));
    }

    private static void assertWritten(UnderstoodRun run, long fiveMinutes, long anHour, boolean approximate) {
        assertThat(run.call().usage().count(Meter.CACHE_WRITE_5M)).isEqualTo(fiveMinutes);
        assertThat(run.call().usage().count(Meter.CACHE_WRITE_1H)).isEqualTo(anHour);
        assertThat(run.call().approximate()).isEqualTo(approximate);
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, bedrock",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0[1m], bedrock",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123, bedrock",
        "claude-sonnet-4-5@20250929, google",
        "claude-sonnet-4-5-20250929, anthropic"
    })
    void theSpellingOfTheModelTellsWhereItRuns(String model, String provider) {
        assertThat(run("claude", result(0, 0, model(model, 0))).call().provider())
                .isEqualTo(provider);
    }

    @Test
    void whatOneModelAloneCanHaveWrittenIsCertain() {
        // When
        var runs = byModel(result(5000, 0, model("sonnet", 5000), model("haiku", 700)));

        // Then
        assertWritten(runs.get("sonnet"), 0, 5000, false);
        assertWritten(runs.get("haiku"), 700, 0, false);
    }

    @Test
    void aSplitThatFitsNoModelIsTheLeadersAndUncertain() {
        // When
        var runs = byModel(result(5000, 0, model("sonnet", 5200), model("haiku", 700)));

        // Then
        assertWritten(runs.get("sonnet"), 0, 5200, true);
        assertWritten(runs.get("haiku"), 700, 0, true);
    }

    @Test
    void aSplitOfAllThatWasWrittenIsUncertainByModelOnly() {
        // When
        var runs = byModel(result(5000, 900, model("sonnet", 5200), model("haiku", 700)));

        // Then
        assertWritten(runs.get("sonnet"), 200, 5000, true);
        assertWritten(runs.get("haiku"), 700, 0, true);
        assertWritten(
                byModel(result(5900, 0, model("sonnet", 5200), model("haiku", 700)))
                        .get("haiku"),
                0,
                700,
                false);
    }

    @Test
    void totalsOfASessionThatGoesOnNeverSink() {
        // Given
        var first = run("claude", result(2011, 0, model("sonnet", 2011))).call().usage();

        // When
        var second = run("claude", result(311, 0, model("sonnet", 2322)));

        // Then
        assertWritten(second, 0, 2322, true);
        assertThat(second.call().usage().isLowerThan(first)).isFalse();
        assertThat(second.call().usage().since(first).count(Meter.CACHE_WRITE_1H))
                .isEqualTo(311);
    }

    @Test
    void aTurnOfBothKindsSaysNothingOfThoseBeforeIt() {
        // Given
        var first = run("claude", result(2011, 0, model("sonnet", 2011))).call().usage();

        // When
        var second = run("claude", result(200, 111, model("sonnet", 2322)));

        // Then
        assertWritten(second, 2322, 0, true);
        assertThat(second.call().usage().isLowerThan(first)).isFalse();
    }
}
