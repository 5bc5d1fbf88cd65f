package dev.bursar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aJdkThatIsTooOldIsAProblem() {
        // When
        Finding old = MachineExaminer.java(11, "11.0.2");

        // Then
        assertThat(old.isProblem()).isTrue();
        assertThat(old.advice()).contains("install a JDK 17");
        assertThat(MachineExaminer.java(21, "21.0.1").isProblem()).isFalse();
    }

    @Test
    void aFullDiskIsAProblem() {
        // When
        Finding full = MachineExaminer.disk(Path.of("/srv"), 100);

        // Then
        assertThat(full.isProblem()).isTrue();
        assertThat(full.detail()).isEqualTo("100 MB free for /srv");
        assertThat(MachineExaminer.disk(Path.of("/srv"), 100_000).isProblem()).isFalse();
    }

    @Test
    void aStackWithoutSupervisorIsToBeEnded() {
        // When
        Finding left = StackExaminer.processes(List.of("kafka"));

        // Then
        assertThat(left.isProblem()).isTrue();
        assertThat(left.advice()).contains("bursar down");
    }

    @Test
    void aMissingServiceIsNamed() {
        // When
        Finding missing = StackExaminer.processes(List.of("supervisor", "kafka", "postgresql", "ingest", "gate"));

        // Then
        assertThat(missing.detail()).isEqualTo("missing: aggregator");
    }

    @Test
    void clocksMayDifferByTheTimeOfTheQuestion() {
        // When
        Finding agrees = DatabaseExaminer.clock(NOW, NOW.plusMillis(500), NOW.plusSeconds(1));

        // Then
        assertThat(agrees.isProblem()).isFalse();
    }

    @Test
    void clocksThatDifferAreAProblem() {
        // When
        Finding ahead = DatabaseExaminer.clock(NOW, NOW.plusSeconds(90), NOW);
        Finding behind = DatabaseExaminer.clock(NOW, NOW.minusSeconds(90), NOW);

        // Then
        assertThat(ahead.detail()).contains("differ by 90 s");
        assertThat(behind.detail()).contains("differ by 90 s");
    }

    @Test
    void aPolicyThatIsNoYamlIsAProblemWithItsLine() {
        // When
        Finding broken = PolicyExaminer.judge("policy.yaml", "version: 1\nimages:\n  allow: [\n");

        // Then
        assertThat(broken.isProblem()).isTrue();
        assertThat(broken.detail()).contains("policy.yaml, line ");
    }

    @Test
    void aPolicyWithTheSameKeyTwiceIsAProblem() {
        // When
        Finding twice = PolicyExaminer.judge("policy.yaml", "version: 1\nversion: 1\n");

        // Then
        assertThat(twice.isProblem()).isTrue();
        assertThat(PolicyExaminer.judge("policy.yaml", "version: 1\n").isProblem())
                .isFalse();
    }

    @Test
    void whatTheGateDoesNotUnderstandIsAProblemWithItsLineAndKey() throws Exception {
        // Given
        var verdict = Json.read("""
                {"valid": false, "problems": [{"line": 3, "column": 5, "key": "images.alow", "message": "unknown key"}]}
                """);

        // When
        Finding refused = PolicyExaminer.read("policy.yaml", verdict);

        // Then
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.detail()).isEqualTo("policy.yaml, line 3 (images.alow): unknown key");
    }
}
