package dev.bursar.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.bursar.cli.terminal.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a tool reports its usage to Bursar by itself, over OTLP: then to record its output would be to count twice. */
record OtlpExport(Environment environment, URI ingest) {

    /** Only logs count: a tool that exports metrics alone reports no calls. */
    boolean isOn(String tool) {
        return switch (tool) {
            case "claude" ->
                flag("CLAUDE_CODE_ENABLE_TELEMETRY")
                        && variable("OTEL_LOGS_EXPORTER")
                                .filter(list -> list.contains("otlp"))
                                .isPresent()
                        && isIngest(variable("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")
                                .or(() -> variable("OTEL_EXPORTER_OTLP_ENDPOINT")));
            case "gemini" ->
                flag("GEMINI_TELEMETRY_ENABLED")
                        && isIngest(variable("GEMINI_TELEMETRY_OTLP_ENDPOINT")
                                .or(() -> variable("OTEL_EXPORTER_OTLP_ENDPOINT")));
            case "codex" -> isIngest(codexEndpoint());
            default -> false;
        };
    }

    private boolean flag(String name) {
        return variable(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }

    private Optional<String> variable(String name) {
        return environment.variable(name);
    }

    /** Codex has it in its settings file. */
    private Optional<String> codexEndpoint() {
        var home = variable("CODEX_HOME")
                .map(Path::of)
                .or(() -> variable("HOME").map(folder -> Path.of(folder, ".codex")));
        return home.map(folder -> folder.resolve("config.toml"))
                .filter(Files::isRegularFile)
                .flatMap(OtlpExport::endpointIn);
    }

    private static Optional<String> endpointIn(Path file) {
        try {
            JsonNode exporter = new TomlMapper()
                    .readTree(Files.readString(file))
                    .path("otel")
                    .path("exporter");
            return Stream.of("otlp-http", "otlp-grpc")
                    .map(kind -> exporter.path(kind).path("endpoint").textValue())
                    .filter(endpoint -> endpoint != null)
                    .findFirst();
        } catch (JsonProcessingException notForUs) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isIngest(Optional<String> endpoint) {
        return endpoint.filter(address -> isSame(address, ingest)).isPresent();
    }

    private static boolean isSame(String address, URI ingest) {
        try {
            var other = URI.create(address.strip());
            return port(other) == port(ingest) && host(other).equals(host(ingest));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String host(URI address) {
        var host = String.valueOf(address.getHost());
        return host.equals("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }
}
