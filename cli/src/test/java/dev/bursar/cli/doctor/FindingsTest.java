package dev.bursar.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.StandIn;
import dev.bursar.contract.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

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
    void thePolicyIsTheOneThatTheGateHasInForce() throws Exception {
        try (var gate = new StandIn()) {
            // Given
            gate.on("GET /api/v1/policy", 200, """
                    {"version": "sha256:ab12", "current": false,
                     "problems": [{"line": 3, "column": 5, "key": "images.alow", "message": "unknown key"}]}""");

            // When
            var findings = new PolicyExaminer(new Patient(gate.environment(folder))).examine();

            // Then
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.isProblem()).isTrue();
                assertThat(finding.detail())
                        .isEqualTo("the gate refused the last change of its file: line 3 (images.alow): unknown key");
                assertThat(finding.advice()).contains("sha256:ab12 is in force");
            });
        }
    }

    @Test
    void aFileThatIsNamedButNotInForceIsExaminedBesides() throws Exception {
        try (var gate = new StandIn()) {
            // Given
            gate.on("GET /api/v1/policy", 200, "{\"version\": \"sha256:ab12\", \"problems\": []}");
            gate.on("POST /api/v1/policy/validate", 200, "{\"valid\": true, \"problems\": []}");
            Files.writeString(folder.resolve("mine.yaml"), "version: 1\n");

            // When
            var findings = new PolicyExaminer(new Patient(gate.environment(folder, "BURSAR_POLICY_FILE", "mine.yaml")))
                    .examine();

            // Then
            assertThat(findings).extracting(Finding::isProblem).containsExactly(false, false);
            assertThat(findings.get(0).detail()).isEqualTo("in force: sha256:ab12");
            assertThat(findings.get(1).detail()).contains("mine.yaml", "another one in force");
        }
    }

    @Test
    void aGateWithoutAPolicyIsAProblem() throws Exception {
        // When
        var finding = PolicyExaminer.inForce(Json.read("""
                {"version": null, "problems": [{"line": 1, "column": 1, "key": "", "message": "there is no such file"}]}"""));

        // Then
        assertThat(finding.isProblem()).isTrue();
        assertThat(finding.detail()).endsWith("line 1: there is no such file");
        assertThat(finding.advice()).contains("everything is denied");
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
