package dev.bursar.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String EVALUATION = "POST /access/v1/evaluation";

    private static final String IMAGE_DENY = """
            {"decision": false, "context": {"id": "dec_01J", "reason": "image_not_allowed",
             "message": "Policy Violation: image docker.io/library/ubuntu:latest is not on the allowlist",
             "violations": [{"code": "image_not_allowed", "rule": "images.allow", "value": "docker.io/library/ubuntu:latest"}],
             "policy_version": "sha256:0123456789abcdef0123", "evaluated_at": "2026-11-22T12:30:00Z"}}""";

    private static final String BUDGET_DENY = """
            {"decision": false, "context": {"id": "dec_02", "reason": "budget_exceeded",
             "message": "Policy Violation: agent-daily/principal=coder-1 has $0.12 until 2026-11-23T00:00:00+01:00, this call needs $0.40; max_output_tokens=310 fits",
             "violations": [{"code": "budget_exceeded", "rule": "budgets.agent-daily", "value": "agent-daily/principal=coder-1"}],
             "budgets": [{"key": "agent-daily/principal=coder-1", "budget": "agent-daily", "unit": "usd", "limit": "5.00", "spent": "4.88",
              "held": "0", "available": "0.12", "requested": "0.40", "refuses": true, "resets_at": "2026-11-22T23:00:00Z"}],
             "max_output_tokens_that_fits": 310, "as_of": "2026-11-22T12:29:59Z", "policy_version": "sha256:01", "evaluated_at": "2026-11-22T12:30:00Z"}}""";

    private static final String PERMIT =
            "{\"decision\":true,\"context\":{\"id\":\"dec_03\",\"reason\":\"permitted\",\"policy_version\":\"sha256:01\"}}";

    @TempDir
    private Path folder;

    private StandIn gate;

    @BeforeEach
    void start() throws IOException {
        gate = new StandIn();
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void printsTheGatesMessageAndExitsWithDeny() {
        // Given
        gate.on(EVALUATION, 200, IMAGE_DENY);

        // When
        var outcome = Outcome.of(gate.environment(folder), "check", "image", "ubuntu:latest");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DENY);
        assertThat(outcome.out())
                .isEqualToNormalizingNewlines(
                        "Policy Violation: image docker.io/library/ubuntu:latest is not on the allowlist\n");
        assertThat(outcome.err()).isEqualToNormalizingNewlines("(dec_01J, policy sha256:0123456789ab)\n");
        assertThat(gate.only().json().toString())
                .isEqualTo("{\"subject\":{\"type\":\"agent\",\"id\":\"ops\"},\"action\":{\"name\":\"docker_run\"},"
                        + "\"resource\":{\"type\":\"container_image\",\"id\":\"ubuntu:latest\"},"
                        + "\"context\":{\"arguments\":{\"image\":\"ubuntu:latest\"}}}");
    }

    @Test
    void sendsArgumentsAsJsonWhereTheyAre() {
        // Given
        gate.on(EVALUATION, 200, PERMIT);

        // When
        var outcome = Outcome.of(
                gate.environment(folder),
                "check",
                "image",
                "postgres:15",
                "--action",
                "docker_container_create",
                "--principal",
                "coder-1",
                "--arg",
                "privileged=true",
                "--arg",
                "ports=[{\"host\": 80}]",
                "--arg",
                "memory=512m");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Permitted\n");
        assertThat(gate.only().json().at("/subject/id").asText()).isEqualTo("coder-1");
        assertThat(gate.only().json().at("/context/arguments").toString())
                .isEqualTo(
                        "{\"image\":\"postgres:15\",\"memory\":\"512m\",\"ports\":[{\"host\":80}],\"privileged\":true}");
    }

    @Test
    void namesEachAccountInTheWayAndWhatWouldFit() {
        // Given
        gate.on(EVALUATION, 200, BUDGET_DENY);

        // When
        var outcome = Outcome.of(
                gate.environment(folder),
                "check",
                "model",
                "anthropic/claude-sonnet-4-5",
                "--input-tokens",
                "12000",
                "--max-output-tokens",
                "4000",
                "--principal",
                "coder-1",
                "--team",
                "platform",
                "--tag",
                "env=prod");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DENY);
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        Policy Violation: agent-daily/principal=coder-1 has $0.12 until 2026-11-23T00:00:00+01:00, this call needs $0.40; max_output_tokens=310 fits
                          agent-daily/principal=coder-1, in the way
                            needs $0.4000, available $0.1200: limit $5.0000, spent $4.8800, held $0.0000, until 2026-11-23 00:00
                          --max-output-tokens 310 would fit
                        """);
        assertThat(gate.only().json().toString())
                .isEqualTo("{\"subject\":{\"type\":\"agent\",\"id\":\"coder-1\"},\"action\":{\"name\":\"llm_call\"},"
                        + "\"resource\":{\"type\":\"model\",\"id\":\"anthropic/claude-sonnet-4-5\"},"
                        + "\"context\":{\"team\":\"platform\",\"tags\":{\"env\":\"prod\"},\"input_tokens\":12000,"
                        + "\"max_output_tokens\":4000}}");
    }

    @Test
    void listsEveryRuleInTheWayWhereThereAreSeveral() {
        // Given
        gate.on(EVALUATION, 200, """
                {"decision": false, "context": {"message": "Policy Violation: two things", "violations": [
                  {"code": "image_not_allowed", "rule": "images.allow", "value": "docker.io/library/ubuntu:latest"},
                  {"code": "option_denied", "rule": "containers.options", "value": "privileged", "detail": "not listed"}]}}""");

        // When
        var outcome = Outcome.of(gate.environment(folder), "check", "image", "ubuntu");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                        Policy Violation: two things
                          image_not_allowed by images.allow: docker.io/library/ubuntu:latest
                          option_denied by containers.options: privileged (not listed)
                        """);
    }

    @Test
    void printsTheAnswerUntouchedAndStillExitsWithDeny() {
        // Given
        gate.on(EVALUATION, 200, IMAGE_DENY);

        // When
        var outcome = Outcome.of(gate.environment(folder), "check", "image", "ubuntu:latest", "--json");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DENY);
        assertThat(outcome.out()).isEqualTo(IMAGE_DENY + System.lineSeparator());
    }

    @Test
    void takesAFailedRequestForNoVerdict() {
        // Given
        gate.on(EVALUATION, 503, "{\"title\":\"Not at this moment\",\"status\":503,\"detail\":\"not ready\"}");

        // When
        var outcome = Outcome.of(gate.environment(folder), "check", "image", "python:3.9-slim");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("Not at this moment: not ready");
    }

    @Test
    void takesAnAnswerWithoutADecisionForNoPermit() {
        // Given
        gate.on(EVALUATION, 200, "{}");

        // When
        var outcome = Outcome.of(gate.environment(folder), "check", "image", "python:3.9-slim");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.PROBLEM);
        assertThat(outcome.err()).contains("without a decision");
    }

    @Test
    void leavesItToTheGateWhoseModelANameMeans() {
        // Given
        gate.on(EVALUATION, 200, "{\"decision\": true, \"context\": {}}");

        // When
        var outcome = Outcome.of(
                gate.environment(folder),
                "check",
                "model",
                "gpt-5",
                "--input-tokens",
                "1",
                "--max-output-tokens",
                "1",
                "--principal",
                "coder-1");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(gate.only().json().at("/resource/id").textValue()).isEqualTo("gpt-5");
    }
}
