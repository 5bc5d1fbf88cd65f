package dev.bursar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpExportTest {

    private static final URI INGEST = URI.create("http://127.0.0.1:8471");

    @TempDir
    private Path folder;

    private boolean isOn(String tool, Map<String, String> variables) {
        return new OtlpExport(Outcome.environment(variables, folder), INGEST).isOn(tool);
    }

    @Test
    void claudeNeedsItsSwitchALogExporterAndOurAddress() {
        var on = Map.of(
                "CLAUDE_CODE_ENABLE_TELEMETRY", "1",
                "OTEL_LOGS_EXPORTER", "console,otlp",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:8471/");
        assertThat(isOn("claude", on)).isTrue();
        assertThat(isOn("claude", with(on, "CLAUDE_CODE_ENABLE_TELEMETRY", "0")))
                .isFalse();
        assertThat(isOn("claude", with(on, "OTEL_LOGS_EXPORTER", "none"))).isFalse();
        assertThat(isOn("claude", with(on, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")))
                .isFalse();
        assertThat(isOn("claude", with(on, "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://elsewhere:8471/v1/logs")))
                .isFalse();
    }

    @Test
    void geminiHasVariablesOfItsOwn() {
        var on = Map.of("GEMINI_TELEMETRY_ENABLED", "true", "GEMINI_TELEMETRY_OTLP_ENDPOINT", "http://127.0.0.1:8471");
        assertThat(isOn("gemini", on)).isTrue();
        assertThat(isOn("claude", on)).isFalse();
    }

    @Test
    void codexHasItInItsSettingsFile() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("config.toml"),
                "[otel]\nexporter = { otlp-http = { endpoint = \"http://127.0.0.1:8471/v1/logs\", protocol = \"json\" } }\n");

        // Then
        assertThat(isOn("codex", Map.of("CODEX_HOME", folder.toString()))).isTrue();
        assertThat(isOn("codex", Map.of("CODEX_HOME", folder.resolve("none").toString())))
                .isFalse();
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        var changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }
}
