package dev.bursar.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a user in {@code home}, and of a project in {@code project/inner}, where the tool is started. */
class ToolSettingsTest {

    private static final String OURS = "http://127.0.0.1:8471";
    private static final String CLAUDE = """
            {"env": {"CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_LOGS_EXPORTER": "console,otlp",
                     "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:8471"}}""";

    @TempDir
    private Path folder;

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private ToolSettings settings(String tool, Map<String, String> variables, String... arguments) {
        var all = new HashMap<>(variables);
        all.putIfAbsent("HOME", folder.resolve("home").toString());
        var command = new java.util.ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments));
        return ToolSettings.of(tool, command, Outcome.environment(all, folder.resolve("project/inner")));
    }

    @Test
    void claudeNeedsItsSwitchALogExporterAndAnAddress() {
        var on = Map.of(
                "CLAUDE_CODE_ENABLE_TELEMETRY", "1",
                "OTEL_LOGS_EXPORTER", "console,otlp",
                "OTEL_EXPORTER_OTLP_ENDPOINT", OURS);
        assertThat(settings("claude", on).logsEndpoint()).contains(OURS);
        assertThat(settings("claude", with(on, "CLAUDE_CODE_ENABLE_TELEMETRY", "0"))
                        .logsEndpoint())
                .isEmpty();
        assertThat(settings("claude", with(on, "OTEL_LOGS_EXPORTER", "none")).logsEndpoint())
                .isEmpty();
        assertThat(settings("claude", with(on, "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://other/v1/logs"))
                        .logsEndpoint())
                .contains("http://other/v1/logs");
    }

    @Test
    void claudesUserSettingsGoBeforeTheVariablesOfTheShell() throws IOException {
        // Given
        write("home/.claude/settings.json", CLAUDE);

        // Then
        assertThat(settings(
                                "claude",
                                Map.of(
                                        "CLAUDE_CODE_ENABLE_TELEMETRY",
                                        "0",
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        "http://x:1"))
                        .logsEndpoint())
                .contains(OURS);
        assertThat(settings(
                                "claude",
                                Map.of(
                                        "CLAUDE_CONFIG_DIR",
                                        folder.resolve("none").toString()))
                        .logsEndpoint())
                .isEmpty();
        assertThat(settings("claude", Map.of(), "--setting-sources", "project").logsEndpoint())
                .isEmpty();
    }

    @Test
    void claudeTakesSettingsOfItsCommandLine() throws IOException {
        // Given
        write("project/inner/more.json", CLAUDE);

        // Then
        assertThat(settings("claude", Map.of(), "-p", "--settings", CLAUDE).logsEndpoint())
                .contains(OURS);
        assertThat(settings("claude", Map.of(), "--settings=more.json").logsEndpoint())
                .contains(OURS);
        assertThat(settings("claude", Map.of(), "--", "--settings", CLAUDE).logsEndpoint())
                .isEmpty();
    }

    @Test
    void claudeTakesNoTelemetryFromAProjectButLetsItSwitchOff() throws IOException {
        // Given
        write("project/inner/.claude/settings.json", CLAUDE);

        // Then
        assertThat(settings("claude", Map.of()).logsEndpoint()).isEmpty();
        assertThat(settings("claude", Map.of()).projectEndpoint()).contains(OURS);

        // Given
        write("home/.claude/settings.json", CLAUDE);
        write("project/inner/.claude/settings.local.json", "{\"env\": {\"OTEL_LOGS_EXPORTER\": \"none\"}}");

        // Then
        assertThat(settings("claude", Map.of()).logsEndpoint()).isEmpty();
    }

    @Test
    void claudesModelIsTheVariablesThenTheNearestSettings() throws IOException {
        // Given
        write("home/.claude/settings.json", "{\"model\": \"of-user\"}");
        write("project/.claude/settings.json", "{\"model\": \"of-a-folder-above\"}");

        // Then
        assertThat(settings("claude", Map.of()).model()).contains("of-user");
        write("project/inner/.claude/settings.json", "{\"model\": \"of-project\"}");
        assertThat(settings("claude", Map.of()).model()).contains("of-project");
        write("project/inner/.claude/settings.local.json", "{\"env\": {\"ANTHROPIC_MODEL\": \"of-variable\"}}");
        assertThat(settings("claude", Map.of("ANTHROPIC_MODEL", "of-shell")).model())
                .contains("of-variable");
    }

    @Test
    void claudesOwnNamesForModelsAreKnownWhereTheyArePinned() {
        // Given
        var pinned = Map.of("ANTHROPIC_MODEL", "Sonnet[1m]", "ANTHROPIC_DEFAULT_SONNET_MODEL", "claude-sonnet-4-5");

        // Then
        assertThat(settings("claude", pinned).model()).contains("claude-sonnet-4-5");
        assertThat(settings("claude", pinned).modelOf("sonnet")).isEqualTo("claude-sonnet-4-5");
        assertThat(settings("claude", Map.of("ANTHROPIC_MODEL", "opus")).model())
                .isEmpty();
        assertThat(settings("claude", Map.of()).modelOf("opus")).isEqualTo("opus");
    }

    @Test
    void geminisVariablesGoBeforeItsFilesAndTheWorkspaceBeforeTheUser() throws IOException {
        // Given
        write("home/.gemini/settings.json", """
                {"model": {"name": "of-user"}, // a comment
                 "telemetry": {"enabled": true, "target": "local", "otlpEndpoint": "http://127.0.0.1:1"}}""");
        write("project/inner/.gemini/settings.json", """
                {"model": {"name": "of-workspace"}, "telemetry": {"otlpEndpoint": "http://127.0.0.1:8471"}}""");

        // Then
        assertThat(settings("gemini", Map.of()).logsEndpoint()).contains(OURS);
        assertThat(settings("gemini", Map.of()).model()).contains("of-workspace");
        assertThat(settings("gemini", Map.of("GEMINI_MODEL", "of-shell")).model())
                .contains("of-shell");
        assertThat(settings("gemini", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:2"))
                        .logsEndpoint())
                .contains("http://127.0.0.1:2");
        assertThat(settings("gemini", Map.of("GEMINI_TELEMETRY_ENABLED", "false"))
                        .logsEndpoint())
                .isEmpty();
        assertThat(settings("gemini", Map.of("GEMINI_TELEMETRY_OUTFILE", "out.log"))
                        .logsEndpoint())
                .isEmpty();
        assertThat(settings("gemini", Map.of("GEMINI_TELEMETRY_TARGET", "gcp")).logsEndpoint())
                .isEmpty();
        assertThat(settings(
                                "gemini",
                                Map.of("GEMINI_TELEMETRY_TARGET", "gcp", "GEMINI_TELEMETRY_USE_COLLECTOR", "true"))
                        .logsEndpoint())
                .contains(OURS);
    }

    @Test
    void geminisHomeCanBeElsewhereAndItsVariablesInAFile() throws IOException {
        // Given
        write("other/.gemini/settings.json", "{\"telemetry\": {\"enabled\": true}}");
        write(
                "project/.env",
                "# of the project\nexport GEMINI_MODEL='of-file'\nGEMINI_TELEMETRY_OTLP_ENDPOINT=" + OURS);

        // When
        var settings = settings(
                "gemini", Map.of("GEMINI_CLI_HOME", folder.resolve("other").toString()));

        // Then
        assertThat(settings.logsEndpoint()).contains(OURS);
        assertThat(settings.model()).contains("of-file");
    }

    @Test
    void geminiChoosesAmongModelsWhereItIsToldToDoSo() {
        assertThat(settings("gemini", Map.of("GEMINI_MODEL", "auto-gemini-3")).model())
                .isEmpty();
        assertThat(settings("gemini", Map.of("GEMINI_MODEL", "flash")).model()).isEmpty();
        assertThat(settings("gemini", Map.of()).logsEndpoint()).isEmpty();
    }

    @Test
    void codexHasItInItsSettingsFile() throws IOException {
        // Given
        write(
                "codex/config.toml",
                "model = \"gpt-5.5\"\n[otel]\nexporter = { otlp-http = { endpoint = \"" + OURS
                        + "/v1/logs\", protocol = \"json\" } }\n");
        write("codex/deep.config.toml", "model = \"gpt-5.6-sol\"\n");
        var home = Map.of("CODEX_HOME", folder.resolve("codex").toString());

        // Then
        assertThat(settings("codex", home).logsEndpoint()).contains(OURS + "/v1/logs");
        assertThat(settings("codex", home).model()).contains("gpt-5.5");
        assertThat(settings("codex", home, "exec", "--profile", "deep", "task").model())
                .contains("gpt-5.6-sol");
        assertThat(settings("codex", home, "exec", "-c", "model=gpt-x", "task").model())
                .contains("gpt-x");
        assertThat(settings("codex", home, "-c", "otel.exporter=\"none\"").logsEndpoint())
                .isEmpty();
        assertThat(settings("codex", home, "-c", "otel.exporter.otlp-http.endpoint=\"http://other\"")
                        .logsEndpoint())
                .contains("http://other");
        assertThat(settings("codex", Map.of()).logsEndpoint()).isEmpty();
    }

    @Test
    void codexTakesAModelButNoTelemetryFromATrustedProject() throws IOException {
        // Given
        write("project/.git/HEAD", "");
        write(
                "project/.codex/config.toml",
                "model = \"of-project\"\n[otel]\nexporter = { otlp-http = { endpoint = \"" + OURS + "\" } }\n");
        write("home/.codex/config.toml", "model = \"of-user\"\n");

        // Then
        assertThat(settings("codex", Map.of()).model()).contains("of-user");

        // Given
        write(
                "home/.codex/config.toml",
                "model = \"of-user\"\n[projects.\"" + folder.resolve("project") + "\"]\ntrust_level = \"trusted\"\n");

        // Then
        assertThat(settings("codex", Map.of()).model()).contains("of-project");
        assertThat(settings("codex", Map.of()).logsEndpoint()).isEmpty();
    }

    @Test
    void settingsThatCanNotBeReadSayNothing() throws IOException {
        // Given
        write("home/.claude/settings.json", "{");
        write("home/.gemini/settings.json", "[]");
        write("home/.codex/config.toml", "= =");

        // Then
        for (var tool : List.of("claude", "gemini", "codex")) {
            assertThat(settings(tool, Map.of()).logsEndpoint()).isEmpty();
            assertThat(settings(tool, Map.of()).model()).isEmpty();
        }
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        var changed = new HashMap<>(variables);
        changed.put(name, value);
        return changed;
    }
}
