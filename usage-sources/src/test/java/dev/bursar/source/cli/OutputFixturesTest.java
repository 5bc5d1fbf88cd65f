package dev.bursar.source.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.RejectionReason;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every output with the numbers that are to be found in it. */
class OutputFixturesTest {

    private static final Map<String, String> TOOLS =
            Map.of("claude-code", "claude", "gemini-cli", "gemini", "codex", "codex");

    static Stream<Arguments> cases() {
        return TOOLS.keySet().stream().sorted().flatMap(folder -> {
            var cases = Outputs.json(Outputs.text(folder + "/expected.json")).path("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(one -> Arguments.of(folder + "/" + one.path("case").asText(), one));
        });
    }

    private static String stdout(JsonNode one) {
        return Outputs.text(
                one.path("tool").asText() + "/" + one.path("files").path(0).asText());
    }

    private static String tool(JsonNode one) {
        return TOOLS.get(one.path("tool").asText());
    }

    /** Running totals show what the thread took; the books take this run's share of it. */
    private static Map<String, Map<String, Long>> shown(JsonNode one) {
        var shown = new TreeMap<String, Map<String, Long>>();
        one.path("expected")
                .path("models")
                .properties()
                .forEach(model -> shown.put(
                        one.path("tool").asText().equals("codex") ? "asked-for" : model.getKey(),
                        Outputs.counts(
                                one.path("reported_cumulative_total").isMissingNode()
                                        ? model.getValue()
                                        : one.path("reported_cumulative_total"))));
        return shown;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void anOutputGivesItsExpectedNumbers(String name, JsonNode one) {
        // When
        var outcomes = Outputs.read(tool(one), stdout(one));

        // Then
        if (!one.path("usage_present").booleanValue()) {
            assertThat(outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RunOutcome.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .isIn(RejectionReason.TOOL_TEXT_MODE, RejectionReason.NO_USAGE));
            return;
        }
        var used = new TreeMap<String, Map<String, Long>>();
        for (var run : Outputs.runs(tool(one), stdout(one))) {
            if (run.call().usage().tokens() > 0) {
                used.put(run.call().model(), Outputs.counts(run.call().usage()));
            }
            assertThat(run.call().approximate()).isFalse();
            assertThat(run.id()).isPresent();
        }
        assertThat(used).isEqualTo(shown(one));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theGistOfAnOutputMeansTheSame(String name, JsonNode one) {
        // Given
        var whole = ToolOutputs.gist(tool(one), document -> {}, line -> {});
        stdout(one).lines().forEach(whole::line);
        whole.end();

        // When
        var again = Outputs.read(tool(one), whole.text());

        // Then
        assertThat(again).isEqualTo(whole.outcomes(Optional.of("asked-for")));
        assertThat(whole.text()).doesNotContain("answer", "magic", "notes.txt", "/home/dev");
    }
}
