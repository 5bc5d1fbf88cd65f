package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for people who send OTLP says what is so. */
class OtlpDocumentationTest {

    private static final Pattern PROGRAM = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/otlp.md"));
    }

    @Test
    void theProgramForNodeIsTheOneWhoseSpansWereRecorded() throws IOException {
        // Given
        var program = PROGRAM.matcher(page());

        // Then
        assertThat(program.find()).isTrue();
        assertThat(program.group(1))
                .isEqualTo(new String(Exports.bytes("openai-node/agent.cjs"), StandardCharsets.UTF_8));
    }

    @Test
    void theExportersThatAnAnswerAdvisesAreOnThePage() throws IOException {
        assertThat(page())
                .contains("CLAUDE_CODE_ENABLE_TELEMETRY=1", "OTEL_LOGS_EXPORTER=otlp")
                .contains("GEMINI_TELEMETRY_ENABLED=true")
                .contains("[otel]\nexporter = ");
    }
}
