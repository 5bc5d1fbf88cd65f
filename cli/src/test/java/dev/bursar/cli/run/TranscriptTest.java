package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.source.cli.ToolOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "claude | claude-code/stream-json-tool-two-calls.jsonl | The magic number is 42.",
                "claude | claude-code/json-verbose-array.json | The answer is 4.",
                "claude | claude-code/stream-json-two-turns.jsonl | First answer.~Second answer.",
                "claude | claude-code/json-error-401.json | Invalid API key · Fix external API key",
                "gemini | gemini-cli/stream-json-tool-two-calls.jsonl | Reading.~The magic number is 42.",
                "gemini | gemini-cli/json-auto-router.json | The answer is 4.",
                "codex | codex/jsonl-tool-two-calls.jsonl | The magic number is 42.",
                "codex | codex/text-ok.txt | The answer is 4."
            })
    void aPersonSeesTheFinalTextAsInTextMode(String tool, String file, String text) throws IOException {
        // Given
        var answer = new StringBuilder();
        List<String> progress = new ArrayList<>();
        var transcript = new Transcript(tool, answer::append, progress::add);
        var gist = ToolOutputs.gist(tool, transcript::document, transcript::line);

        // When
        Files.readString(FakeTools.captured(file)).lines().forEach(gist::line);
        gist.end();
        transcript.end();

        // Then
        assertThat(answer.toString()).isEqualTo(text.replace('~', '\n') + "\n");
    }

    @Test
    void whatALaterVersionTellsBesideItIsNoText() {
        // Given
        var answer = new StringBuilder();
        var transcript = new Transcript("claude", answer::append, step -> {});
        var gist = ToolOutputs.gist("claude", transcript::document, transcript::line);

        // When
        List.of(
                        "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s\"}",
                        "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"allowed\"}}",
                        "{\"type\":\"tool_progress\",\"elapsed_time_seconds\":3}",
                        "{\"type\":\"result\",\"result\":\"4\",\"session_id\":\"s\"}",
                        "Warning: it is late")
                .forEach(gist::line);
        gist.end();
        transcript.end();

        // Then
        assertThat(answer).hasToString("4\nWarning: it is late\n");
    }
}
