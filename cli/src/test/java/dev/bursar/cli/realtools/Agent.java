package dev.bursar.cli.realtools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A coding agent, pointed at the stand-in: its settings, and the command lines of two runs of one thread. */
enum Agent {
    CLAUDE {
        @Override
        Map<String, String> variables(String providers) {
            return Map.of(
                    "ANTHROPIC_BASE_URL", providers,
                    "ANTHROPIC_API_KEY", "sk-none",
                    "ANTHROPIC_MODEL", "claude-sonnet-4-6",
                    "DISABLE_AUTOUPDATER", "1",
                    // By itself it waits two seconds for ingest when it ends: short, on a busy machine.
                    "CLAUDE_CODE_OTEL_SHUTDOWN_TIMEOUT_MS", "20000",
                    "CLAUDE_CODE_OTEL_FLUSH_TIMEOUT_MS", "20000",
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        }

        @Override
        void settings(Path home, String providers) {}

        @Override
        void exporting(Path home, String ingest, String token) throws IOException {
            Files.createDirectories(home.resolve(".claude"));
            Files.writeString(home.resolve(".claude/settings.json"), """
                    {"env": {"CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_LOGS_EXPORTER": "otlp", "OTEL_METRICS_EXPORTER": "otlp",
                             "OTEL_TRACES_EXPORTER": "otlp", "CLAUDE_CODE_ENHANCED_TELEMETRY_BETA": "1",
                             "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf", "OTEL_EXPORTER_OTLP_ENDPOINT": "%s",
                             "OTEL_EXPORTER_OTLP_HEADERS": "Authorization=Bearer%%20%s"}}
                    """.formatted(ingest, token));
        }

        @Override
        List<String> first() {
            return List.of("claude", "-p", "--session-id", SESSION, "What is 2+2?");
        }

        @Override
        List<String> second() {
            return List.of("claude", "-p", "--resume", SESSION, "Are you sure?");
        }
    },
    GEMINI {
        @Override
        Map<String, String> variables(String providers) {
            return Map.of(
                    "GOOGLE_GEMINI_BASE_URL", providers,
                    "GEMINI_API_KEY", "none",
                    "GEMINI_MODEL", "gemini-2.5-pro",
                    "GEMINI_CLI_TRUST_WORKSPACE", "true");
        }

        @Override
        void settings(Path home, String providers) throws IOException {
            write(home, "");
        }

        @Override
        void exporting(Path home, String ingest, String token) throws IOException {
            write(
                    home,
                    ", \"telemetry\": {\"enabled\": true, \"target\": \"local\", \"logPrompts\": false, \"otlpProtocol\": \"http\","
                            + " \"otlpEndpoint\": \"" + ingest + "\"}");
        }

        private void write(Path home, String more) throws IOException {
            Files.createDirectories(home.resolve(".gemini"));
            Files.writeString(
                    home.resolve(".gemini/settings.json"),
                    "{\"security\": {\"auth\": {\"selectedType\": \"gemini-api-key\"}}" + more + "}");
        }

        @Override
        List<String> first() {
            return List.of("gemini", "-p", "What is 2+2?");
        }

        @Override
        List<String> second() {
            return List.of("gemini", "--resume", "latest", "-p", "Are you sure?");
        }
    },
    CODEX {
        @Override
        Map<String, String> variables(String providers) {
            return Map.of("OPENAI_API_KEY", "sk-none");
        }

        @Override
        void settings(Path home, String providers) throws IOException {
            Files.createDirectories(home.resolve(".codex"));
            Files.writeString(home.resolve(".codex/config.toml"), """
                    model = "gpt-5.5"
                    model_provider = "stand-in"
                    check_for_update_on_startup = false
                    [analytics]
                    enabled = false
                    [model_providers.stand-in]
                    name = "stand-in"
                    base_url = "%s/v1"
                    wire_api = "responses"
                    env_key = "OPENAI_API_KEY"
                    [otel]
                    metrics_exporter = "none"
                    """.formatted(providers));
        }

        @Override
        void exporting(Path home, String ingest, String token) throws IOException {
            var file = home.resolve(".codex/config.toml");
            Files.writeString(file, Files.readString(file) + """
                    exporter = { otlp-http = { endpoint = "%s/v1/logs", protocol = "binary", headers = { "Authorization" = "Bearer %s" } } }
                    """.formatted(ingest, token));
        }

        @Override
        List<String> first() {
            return List.of("codex", "exec", "--skip-git-repo-check", "-s", "read-only", "What is 2+2?");
        }

        @Override
        List<String> second() {
            return List.of("codex", "exec", "resume", "--last", "--skip-git-repo-check", "Are you sure?");
        }
    };

    private static final String SESSION = "11111111-2222-4333-8444-555555555555";

    abstract Map<String, String> variables(String providers);

    abstract void settings(Path home, String providers) throws IOException;

    /** Has it send telemetry to ingest, by its own settings. */
    abstract void exporting(Path home, String ingest, String token) throws IOException;

    abstract List<String> first();

    /** Goes on with the thread of the first. */
    abstract List<String> second();
}
