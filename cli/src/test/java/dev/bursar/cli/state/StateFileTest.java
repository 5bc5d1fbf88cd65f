package dev.bursar.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.cli.terminal.CommandFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    private static final String CALL = """
            telemetry:
              calls:
                - step: "challenge"
                  model: "gpt-test"
                  tokens_in: 1000
                  tokens_out: 10
                  cost_usd: 0.00052
                  duration_ms: 1834
                  timestamp: "2026-11-22T10:00:01Z"
                  id: "run-1"
              total_cost_usd: 0.00052
            """;

    @TempDir
    private Path folder;

    private Path file;

    private StateFile holding(String text) throws IOException {
        file = folder.resolve("STATE.yaml");
        Files.writeString(file, text);
        return new StateFile(file);
    }

    private static void add(StateFile state, String id) {
        state.add(List.of(Uses.use(id, 1, 1000, 10)), Uses.PRICER);
    }

    @Test
    void aMissingFileIsMade() throws IOException {
        // Given
        file = folder.resolve("STATE.yaml");

        // When
        add(new StateFile(file), "run-1");

        // Then
        assertThat(file).hasContent(CALL);
    }

    @Test
    void aTotalThatIsNotTheSumOfTheCallsIsToldAsItIsReplaced() throws IOException {
        // Given
        var state = holding("telemetry:\n  calls: []\n  total_cost_usd: 0.10\n");

        // When
        var first = state.add(List.of(Uses.use("run-1", 1, 1000, 10)), Uses.PRICER);
        var second = state.add(List.of(Uses.use("run-2", 2, 1000, 10)), Uses.PRICER);

        // Then
        assertThat(first.replaced()).containsExactly(new BigDecimal("0.10"));
        assertThat(second.replaced()).isEmpty();
        assertThat(file).content().contains("total_cost_usd: 0.00104");
    }

    @Test
    void whatIsAroundTheSectionStaysByteForByte() throws IOException {
        // Given
        var before = "\uFEFF# the state of 🦉 things\r\nproject:  'x'   # two spaces\r\n\r\n";
        var after = "\r\n# about the rest\r\nsteps:\r\n- {name: a,  done: yes}\r\nnotes: |\r\n  last line without end";
        var state = holding(before + "telemetry:\r\n  owner: me\r\n  calls: []   # none yet\r\n" + after);

        // When
        add(state, "run-1");

        // Then
        var text = Files.readString(file);
        assertThat(text)
                .startsWith(before + "telemetry:\r\n  owner: me\r\n  calls:    # none yet\r\n    - step:")
                .endsWith(after);
        assertThat(text).doesNotContain("\n\n").contains("tokens_in: 1000\r\n");
        assertThat(state.read().calls()).isEqualTo(1);
    }

    @Test
    void commentsWithinTheSectionStayWhereTheyAre() throws IOException {
        // Given
        var state = holding("""
                telemetry: # ours
                  # what it cost
                  total_cost_usd: 0.5 # so far
                  calls:
                  # the first
                  - step: plan # by hand
                    cost_usd: 0.5
                  # more to come
                  owner: &me 'someone' # else
                """);

        // When
        add(state, "run-1");

        // Then
        assertThat(file).content().isEqualTo("""
                telemetry: # ours
                  # what it cost
                  total_cost_usd: 0.50052 # so far
                  calls:
                  # the first
                  - step: plan # by hand
                    cost_usd: 0.5
                  - step: "challenge"
                    model: "gpt-test"
                    tokens_in: 1000
                    tokens_out: 10
                    cost_usd: 0.00052
                    duration_ms: 1834
                    timestamp: "2026-11-22T10:00:01Z"
                    id: "run-1"
                  # more to come
                  owner: &me 'someone' # else
                """);
    }

    @Test
    void aSectionInBracketsStaysInThem() throws IOException {
        // Given
        var state = holding("telemetry: {calls: [], # none\n  total_cost_usd: 0} # ours\nafter: 1");

        // When
        add(state, "run-1");
        add(state, "run-2");

        // Then
        assertThat(file)
                .content()
                .startsWith("telemetry: {calls: [{\"step\": \"challenge\", \"model\"")
                .endsWith("], # none\n  total_cost_usd: 0.00104} # ours\nafter: 1");
        assertThat(state.read().calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\n# the end\n",
                "a: 1",
                "---\na: 1\n...\n",
                "# only a comment\n",
                "",
                "a: |\n  text\n\n",
                "a: &x {b: 1}\nc: *x\n"
            })
    void aNewSectionLeavesAllElseAsItWas(String text) throws IOException {
        // Given
        var state = holding(text);

        // When
        add(state, "run-1");

        // Then
        var written = Files.readString(file);
        assertThat(written).contains(CALL);
        assertThat(written.replace(CALL, "").strip()).isEqualTo(text.strip());
    }

    @Test
    void aTextThatGoesOnToTheEndKeepsItsValue() throws IOException {
        // Given
        var text = "a: 1\nb: |\n  text without end";
        var state = holding(text);

        // When
        add(state, "run-1");

        // Then
        assertThat(file).hasContent(CALL + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2]\n",
                "{a: 1, telemetry: {}}\n",
                "telemetry: 17\n",
                "telemetry: {calls: 17}\n",
                "a: 1\n---\nb: 2\n",
                "a: [\n",
                "telemetry: {}\ntelemetry: {}\n",
                "telemetry: {calls: [{cost_usd: much}]}\n"
            })
    void whatCanNotBeKeptIsAClearErrorAndLosesNothing(String text) throws IOException {
        // Given
        var state = holding(text);

        // When, Then
        assertThatThrownBy(() -> add(state, "run-1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("can't keep telemetry in " + file);
        assertThat(file).hasContent(text);
    }

    @Test
    void bytesThatAreNoUtf8AreAClearError() throws IOException {
        // Given
        var state = holding("");
        Files.write(file, "a: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        // When, Then
        assertThatThrownBy(() -> add(state, "run-1")).hasMessageEndingWith("it is not UTF-8");
    }

    @Test
    void costsAreExactAndWhatHasNoPriceSaysSo() throws IOException {
        // Given
        var state = holding("");

        // When
        state.add(List.of(Uses.use("run-1", 1, 1, 0), Uses.unknownModel("run-2", 2)), Uses.PRICER);

        // Then
        assertThat(file)
                .content()
                .contains(
                        "cost_usd: 0.0000005\n", "cost_usd: 0.0\n", "unpriced: true\n", "total_cost_usd: 0.0000005\n");
        assertThat(state.read().unpricedCalls()).isEqualTo(1);
    }

    @Test
    void theFileKeepsItsPermissionsAndALinkStaysALink() throws IOException {
        // Given
        holding("a: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

        // When
        add(new StateFile(link), "run-1");

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("run-1");
    }

    @Test
    void concurrentRunsLoseNoCall() throws Exception {
        // Given
        var state = holding("a: 1\n");
        var threads = Executors.newFixedThreadPool(8);

        // When
        IntStream.range(0, 40).forEach(run -> threads.execute(() -> add(state, "run-" + run)));
        threads.shutdown();

        // Then
        assertThat(threads.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        assertThat(state.read().calls()).isEqualTo(40);
        assertThat(state.read().totalCost()).isEqualByComparingTo("0.0208");
    }
}
