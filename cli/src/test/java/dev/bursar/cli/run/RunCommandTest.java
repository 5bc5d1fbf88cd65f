package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.StandIn.Reply;
import dev.bursar.cli.StandIn.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

    private static final String EVALUATION = "POST /access/v1/evaluation";
    private static final String TAKEN = """
            {"accepted": 1, "rejected": 0, "outcomes": [{"index": 0, "outcome": "accepted", "id": "x",
             "usage": {"provider": "anthropic", "model": "claude-sonnet-4-6", "usage": {"input": 1132, "output": 173}}}]}""";

    @TempDir
    private Path folder;

    private StandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new StandIn()
                .on(EVALUATION, 200, "{\"decision\": true, \"context\": {}}")
                .on("POST /api/v1/usage/cli/claude", 202, TAKEN)
                .on("POST /api/v1/usage/cli/codex", 202, TAKEN)
                .on("POST /api/v1/usage/responses/anthropic", 202, TAKEN);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeTools.Ran run(List<String> variables, String... arguments) {
        var more = new ArrayList<>(List.of("PATH", FakeTools.path(folder)));
        more.addAll(variables);
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        return FakeTools.captured(
                () -> Outcome.of(server.environment(folder, more.toArray(String[]::new)), all.toArray(String[]::new)));
    }

    private FakeTools.Ran run(String... arguments) {
        return run(List.of(), arguments);
    }

    private void claude(String file, int code) throws IOException {
        FakeTools.tool(
                folder,
                "claude",
                "printf '%s\\n' \"$@\" > \"$0.arguments\"\ncat " + FakeTools.captured("claude-code/" + file) + "\nexit "
                        + code);
    }

    private List<String> targets() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.target().replaceFirst("\\?.*", ""))
                .toList();
    }

    private Request told() {
        return server.requests().get(server.requests().size() - 1);
    }

    @Test
    void aTaskIsAskedForRunWithUsageShownAsTextAndRecorded() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);

        // When
        var ran = run("--step", "proposal", "--tool", "claude", "--model", "claude-sonnet-4-6", "What is the number?");

        // Then
        assertThat(ran.outcome().code()).isZero();
        assertThat(ran.text()).isEqualTo("The magic number is 42.\n");
        assertThat(ran.outcome().err())
                .contains("I'll read the file.", "Read", "recorded: anthropic/claude-sonnet-4-6");
        assertThat(Files.readAllLines(folder.resolve("bin/claude.arguments")))
                .containsExactly(
                        "-p",
                        "--model",
                        "claude-sonnet-4-6",
                        "--output-format",
                        "stream-json",
                        "--verbose",
                        "What is the number?");
        assertThat(targets()).containsExactly(EVALUATION, "GET /api/v1/usage", "POST /api/v1/usage/cli/claude");
        assertThat(server.requests().get(0).json().at("/resource/id").asText())
                .isEqualTo("anthropic/claude-sonnet-4-6");
        assertThat(server.requests().get(0).json().at("/context/step").asText()).isEqualTo("proposal");
        assertThat(told().target()).contains("step=proposal", "duration_ms=0", "model=claude-sonnet-4-6");
        assertThat(told().body()).contains("\"inputTokens\":1132").doesNotContain("magic", "notes.txt");
    }

    @Test
    void aDenyEndsItBeforeTheToolBegins() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        server.on(EVALUATION, 200, "{\"decision\": false, \"context\": {\"message\": \"Policy Violation: too dear\"}}");

        // When
        var ran = run("--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(126);
        assertThat(ran.outcome().err())
                .contains("Policy Violation: too dear", "claude's settings name one; add --model");
        assertThat(folder.resolve("bin/claude.arguments")).doesNotExist();
    }

    @Test
    void theGateIsToldTheModelOfTheToolsSettingsAndTheToolIsNot() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);

        // When
        run(List.of("ANTHROPIC_MODEL", "claude-sonnet-4-6"), "--tool", "claude", "task");

        // Then
        assertThat(server.requests().get(0).json().at("/resource/id").asText())
                .isEqualTo("anthropic/claude-sonnet-4-6");
        assertThat(Files.readAllLines(folder.resolve("bin/claude.arguments"))).doesNotContain("--model");
    }

    @Test
    void ofRunningTotalsTheRunsOwnShareIsShownAsSoonAsItIsBooked() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        var polls = new AtomicInteger();
        server.on("POST /api/v1/usage/cli/claude", 202, """
                        {"accepted": 1, "rejected": 0, "outcomes": [{"index": 0, "outcome": "accepted", "source": "s", "id": "x",
                         "usage": {"provider": "anthropic", "model": "m", "usage": {"input": 1438, "output": 160},
                                   "series": {"id": "thread", "start": false}}}]}""")
                .on(
                        "GET /api/v1/ledger",
                        request -> new Reply(
                                200,
                                polls.incrementAndGet() < 3
                                        ? "{\"items\": [], \"next_cursor\": null}"
                                        : "{\"items\": [{\"usage\": {\"input\": 29, \"output\": 57}}], \"next_cursor\": null}"));

        // Then
        assertThat(run("--tool", "claude", "task").outcome().err())
                .contains("recorded: anthropic/m, tokens in 29, out 57");
        assertThat(told().target()).isEqualTo("/api/v1/ledger?source=s&id=x&model=m&kind=usage&limit=1");

        // Given
        server.on("GET /api/v1/ledger", 403, "{}");

        // Then
        assertThat(run("--tool", "claude", "task").outcome().err())
                .contains("running totals of its session: tokens in 1438, out 160");
    }

    @Test
    void withoutAServerNothingBegins() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        server.close();

        // When
        var ran = run("--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(125);
        assertThat(ran.outcome().err()).contains("no policy-gate-service at");
        assertThat(folder.resolve("bin/claude.arguments")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 144, 200})
    void theToolsExitCodeIsPassedOnAndItsFailureTold(int code) throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", code);

        // When
        var ran = run("--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(code);
        assertThat(told().target()).contains("status=error");
    }

    @Test
    void aToolThatEndsItselfByASignalAnswersAsAShellDoes() throws IOException {
        // Given
        FakeTools.tool(folder, "claude", "kill -s KILL $$");

        // Then
        assertThat(run("--tool", "claude", "task").outcome().code()).isEqualTo(137);
    }

    @Test
    void anUnknownCommandIsToldApartFromOurOwnFailure() {
        assertThat(run("--", "no-such-tool").outcome().code()).isEqualTo(127);
        assertThat(run("--", "./no-such-tool").outcome().code()).isEqualTo(127);
        assertThat(run("task").outcome().code()).isEqualTo(125);
        assertThat(run("--tool", "cursor", "task").outcome().code()).isEqualTo(125);
        assertThat(run("--tool", "codex", "task").outcome().err()).contains("say which it is with --model");
    }

    @Test
    void aTokenThatIsNoneIsSaidToBe() {
        // When
        var outcome =
                run(List.of("BURSAR_TOKEN", "bad"), "--tool", "claude", "task").outcome();

        // Then
        assertThat(outcome.code()).isEqualTo(125);
        assertThat(outcome.err())
                .contains("the token in BURSAR_TOKEN is no JWT")
                .doesNotContain("--principal");
    }

    @Test
    void whatTheCommandLineSaysWrongIsNoDeny() {
        // When
        var nameless = run("--model", "", "--tool", "claude", "task").outcome();
        var tooLong = run("--step", "s".repeat(257), "--tool", "claude", "task").outcome();
        var negative = run("--input-tokens", "-3", "--tool", "claude", "task").outcome();

        // Then
        assertThat(nameless.code()).isEqualTo(125);
        assertThat(nameless.err()).contains("--model takes 1 to 256 characters");
        assertThat(tooLong.code()).isEqualTo(125);
        assertThat(tooLong.err()).contains("--step takes 1 to 256 characters");
        assertThat(negative.code()).isEqualTo(125);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCommandGetsTheOptionThatItNeedsAndAChosenFormStays() throws IOException {
        // Given
        claude("json-single-call.json", 0);

        // When
        run("--", "claude", "-p", "task");
        var added = Files.readAllLines(folder.resolve("bin/claude.arguments"));
        var asPrinted = run("--", "claude", "-p", "task", "--output-format", "json");

        // Then
        assertThat(added).containsExactly("--output-format", "stream-json", "--verbose", "-p", "task");
        assertThat(Files.readAllLines(folder.resolve("bin/claude.arguments")))
                .containsExactly("-p", "task", "--output-format", "json");
        assertThat(asPrinted.stdout())
                .isEqualTo(Files.readAllBytes(FakeTools.captured("claude-code/json-single-call.json")));
        assertThat(told().target()).startsWith("/api/v1/usage/cli/claude?");
    }

    @Test
    void bytesOfAnyKindAndAnyNumberPassUnchanged() throws IOException {
        // Given
        FakeTools.tool(
                folder,
                "wrapper",
                "cat " + FakeTools.captured("codex/jsonl-single-call.jsonl")
                        + "\nprintf '\\377\\376\\000 no utf-8\\n'\nhead -c 3000000 /dev/zero\nprintf 'no line end'");

        // When
        var ran = run("--tool", "codex", "--model", "gpt-5.5", "--", "wrapper");

        // Then
        assertThat(ran.outcome().code()).isZero();
        assertThat(ran.stdout()).hasSizeGreaterThan(3_000_000).endsWith("no line end".getBytes());
        assertThat(ran.stdout()).contains(0xff);
        assertThat(told().body()).contains("\"input_tokens\":18213").doesNotContain("utf-8", "answer");
    }

    @Test
    void aToolThatPrintsNothingIsToldWithoutUsage() throws IOException {
        // Given
        FakeTools.tool(folder, "claude", "exit 3");
        server.on(
                "POST /api/v1/usage/cli/claude",
                422,
                "{\"accepted\": 0, \"rejected\": 1, \"outcomes\": [{\"outcome\": \"rejected\", \"reason\": \"no_usage\","
                        + " \"detail\": \"the output is empty\"}]}");

        // When
        var ran = run("--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(3);
        assertThat(ran.outcome().err()).contains("not recorded: no_usage: the output is empty");
    }

    @Test
    void aToolThatDoesNotDoAsToldIsShownAllTheSame() throws IOException {
        // Given
        FakeTools.tool(
                folder, "claude", "echo 'plain words'\necho '{\"answer\":42}'\necho '[a link](b)'\nprintf '{and more'");

        // When
        var ran = run("--tool", "claude", "task");

        // Then
        assertThat(ran.text()).isEqualTo("plain words\n{\"answer\":42}\n[a link](b)\n{and more\n");
        assertThat(told().body()).isEqualTo("(text)\n");
    }

    @Test
    void usageThatIngestDoesNotTakeIsKeptForLater() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        server.on("POST /api/v1/usage/cli/claude", 503, "{\"title\": \"Kafka is away\", \"status\": 503}");

        // When
        var ran = run("--tool", "claude", "--tag", "of=my house", "--step", "proposal", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(125);
        assertThat(ran.outcome().err())
                .contains("bursar record --step proposal --tag 'of=my house' --tool claude --time 2026-11-22T12:30:00Z"
                        + " --duration-ms 0 < ");
        var kept = ran.outcome().err().replaceAll("(?s).*< (\\S+).*", "$1");
        assertThat(Path.of(kept)).content().contains("\"inputTokens\":1132");
        Files.delete(Path.of(kept));
    }

    @Test
    void usageThatTheStateFileDoesNotTakeIsRecordedThereLater() throws IOException {
        // Given
        var usage = FakeTools.captured("claude-code/stream-json-tool-two-calls.jsonl");
        FakeTools.tool(folder, "claude", "echo 'a: [' > " + folder.resolve("STATE.yaml") + "\ncat " + usage);

        // When
        var ran = run("--state", "STATE.yaml", "--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(125);
        assertThat(ran.outcome().err()).contains("bursar record --state " + folder.resolve("STATE.yaml") + " --tool");
        Files.delete(Path.of(ran.outcome().err().replaceAll("(?s).*< (\\S+).*", "$1")));
    }

    private List<String> exportingToTheServer() {
        return List.of(
                "CLAUDE_CODE_ENABLE_TELEMETRY",
                "1",
                "OTEL_LOGS_EXPORTER",
                "otlp",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                server.address());
    }

    @Test
    void aToolThatTalksWithAPersonAndExportsOtlpToBursarIsRecordedByItself() throws IOException {
        // Given
        FakeTools.tool(folder, "claude", "exit 0");
        var exporting = exportingToTheServer();

        // Then
        assertThat(run(exporting, "--", "claude", "mcp", "list").outcome().err())
                .contains("recorded by the tool itself, over OTLP")
                .doesNotContain("not recorded");
        assertThat(run("--", "claude", "mcp", "list").outcome().err())
                .contains("not recorded: the tool talked with a person");
    }

    @Test
    void withoutATerminalAToolDoesItsTaskAndEndsThoughNoOptionSaysSo() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);

        // When
        var ran = run("--", "claude", "task");

        // Then
        assertThat(ran.outcome().err()).contains("recorded: anthropic/claude-sonnet-4-6");
        assertThat(folder.resolve("bin/claude.arguments"))
                .hasContent("-p\n--output-format\nstream-json\n--verbose\ntask\n");
    }

    @Test
    void aToolThatExportsOtlpToBursarIsNotRecordedTwice() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        var exporting = exportingToTheServer();

        // When
        var ran = run(exporting, "--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().err()).contains("recorded by the tool itself, over OTLP");
        assertThat(targets()).doesNotContain("POST /api/v1/usage/cli/claude");
    }

    @Test
    void aStateFileNeedsNoServer() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        server.close();

        // When
        var ran = run("--state", "STATE.yaml", "--step", "proposal", "--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isZero();
        assertThat(folder.resolve("STATE.yaml"))
                .content()
                .contains(
                        "step: \"proposal\"",
                        "model: \"claude-sonnet-4-6\"",
                        "tokens_in: 11539",
                        "tokens_out: 270",
                        "cost_usd: 0.0337164",
                        "total_cost_usd: 0.0337164");
    }

    @Test
    void aStateFileThatCanNotBeKeptEndsItBeforeTheToolBegins() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);
        Files.writeString(folder.resolve("STATE.yaml"), "a: [\n");

        // When
        var ran = run("--state", "STATE.yaml", "--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(125);
        assertThat(folder.resolve("bin/claude.arguments")).doesNotExist();
    }

    @Test
    void aFolderThatTakesNoStateFileEndsItBeforeTheToolBegins() throws IOException {
        // Given
        claude("stream-json-tool-two-calls.jsonl", 0);

        // When
        var ran = run("--state", "missing/STATE.yaml", "--tool", "claude", "task");

        // Then
        assertThat(ran.outcome().code()).isEqualTo(125);
        assertThat(ran.outcome().err()).contains("there is no folder");
        assertThat(folder.resolve("bin/claude.arguments")).doesNotExist();
    }

    @Test
    void theDemoSaysThatItIsPretendedAndIsPriced() {
        // When
        var local = run("--state", "STATE.yaml", "--tool", "demo", "Say hello");
        var served = run("--tool", "demo", "Say hello");

        // Then
        assertThat(local.outcome().code()).isZero();
        assertThat(local.text()).startsWith("(pretended) You asked: \"Say hello\".");
        assertThat(local.outcome().err()).contains("pretended", "nobody is billed", "$0.000");
        assertThat(served.outcome().code()).isZero();
        assertThat(told().json().at("/response/usage/input_tokens").asInt()).isPositive();
        assertThat(told().json().path("tool").asText()).isEqualTo("demo");
    }
}
