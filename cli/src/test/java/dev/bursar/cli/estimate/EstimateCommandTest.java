package dev.bursar.cli.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import dev.bursar.cli.StandIn;
import dev.bursar.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateCommandTest {

    private static final String ESTIMATE = """
            {"worst_case_usd": "0.0093", "expected_usd": "0.00465", "input_tokens": 1100, "worst_case_input_tokens": 1540,
             "expected_output_tokens": 100, "method": "approximate", "supports_actual_cost": true, "lines": [],
             "rate_card": {"id": "anthropic/claude-sonnet-4-6", "version": 2}, "cost_state": "priced"}""";

    @TempDir
    private Path folder;

    private StandIn aggregator;

    @BeforeEach
    void start() throws IOException {
        aggregator = new StandIn();
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    private Outcome run(String... arguments) {
        return Outcome.of(aggregator.environment(folder), arguments);
    }

    @Test
    void saysTheWorstAndTheExpectedAndHowItWasCounted() throws IOException {
        // Given
        aggregator.on("POST /api/v1/estimates", 200, ESTIMATE);
        Files.writeString(folder.resolve("prompt.txt"), "hello");

        // When
        var outcome =
                run("estimate", "anthropic/claude-sonnet-4-6", "--file", "prompt.txt", "--max-output-tokens", "400");

        // Then
        assertThat(outcome.out()).isEqualToNormalizingNewlines("""
                worst case  $0.0093
                expected    $0.0047, with 100 tokens out
                input       1,100 tokens (approximate, at most 1,540)
                rate card   anthropic/claude-sonnet-4-6, version 2
                """);
        assertThat(aggregator.only().json().path("input_text").asText()).isEqualTo("hello");
        assertThat(aggregator.only().json().path("provider").asText()).isEqualTo("anthropic");
    }

    @Test
    void saysWhereAModelHasNoPrice() {
        // Given
        aggregator.on(
                "POST /api/v1/estimates",
                200,
                ESTIMATE.replace(
                        "\"cost_state\": \"priced\"",
                        "\"cost_state\": \"unpriced\", \"unpriced_reason\": \"unknown_model\""));

        // When
        var outcome = run("estimate", "acme/m", "--input-tokens", "5", "--max-output-tokens", "5");

        // Then
        assertThat(outcome.out()).startsWith("no price: unknown model").doesNotContain("worst case");
    }

    @Test
    void aModelWithoutAProviderIsLookedUpByTheServersCards() {
        // Given
        aggregator.on("POST /api/v1/estimates", 200, ESTIMATE);

        // When
        var outcome = run("estimate", "claude-sonnet-4-6", "--input-tokens", "5", "--max-output-tokens", "5");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.DONE);
        assertThat(aggregator.only().json().has("provider")).isFalse();
        assertThat(aggregator.only().json().path("model").asText()).isEqualTo("claude-sonnet-4-6");
    }

    @Test
    void theToolsOfARequestGoWithItsMessages() throws IOException {
        // Given
        aggregator.on("POST /api/v1/estimates", 200, ESTIMATE);
        Files.writeString(folder.resolve("request.json"), """
                {"model": "x", "messages": [{"role": "user", "content": "hi"}], "tools": [{"name": "search"}]}""");

        // When
        run("estimate", "gpt-5", "--messages", "request.json", "--max-output-tokens", "5");

        // Then
        assertThat(aggregator.only().json().at("/tools/0/name").asText()).isEqualTo("search");
        assertThat(aggregator.only().json().at("/messages/0/content").asText()).isEqualTo("hi");
    }

    @Test
    void fewerThanNoTokensAreBadUsage() {
        // When
        var outcome = run("estimate", "gpt-5", "--input-tokens", "-3", "--max-output-tokens", "5");

        // Then
        assertThat(outcome.code()).isEqualTo(Exit.BAD_USAGE);
        assertThat(outcome.err()).contains("'--input-tokens'", "a whole number from 0 on is needed, not '-3'");
    }

    @Test
    void saysWhatItTookForGranted() {
        // Given
        aggregator.on("POST /api/v1/estimates", 200, ESTIMATE.replace("\"lines\"", """
                "assumed": [{"pointer": "/service_tier", "code": "unknown_tier", "detail": "there is no turbo"}], "lines\""""));

        // When
        var outcome =
                run("estimate", "a/b", "--input-tokens", "1", "--max-output-tokens", "4", "--service-tier", "turbo");

        // Then
        assertThat(outcome.out()).contains("assumed     there is no turbo\n");
    }
}
