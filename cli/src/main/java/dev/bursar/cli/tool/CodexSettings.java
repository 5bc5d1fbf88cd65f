package dev.bursar.cli.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Codex's settings, {@code config.toml} (developers.openai.com/codex/config-basic): {@code -c} before a profile, before
 * the files of a trusted project, before the user's, before the machine's. Projects have no say in where telemetry goes.
 */
final class CodexSettings implements ToolSettings {

    private static final Path SYSTEM = Path.of("/etc/codex/config.toml");
    private static final String OTEL = "otel";

    private final JsonNode settings;

    private CodexSettings(JsonNode settings) {
        this.settings = settings;
    }

    static CodexSettings read(Options options, Environment environment) {
        var home = environment
                .variable("CODEX_HOME")
                .map(environment.folder()::resolve)
                .or(() -> environment.variable("HOME").map(folder -> Path.of(folder, ".codex")));
        var settings = Documents.toml(SYSTEM);
        home.ifPresent(folder -> Documents.overlay(settings, Documents.toml(folder.resolve("config.toml"))));
        for (var file : ofProject(environment.folder(), settings.path("projects"))) {
            var project = Documents.toml(file);
            project.remove(OTEL);
            Documents.overlay(settings, project);
        }
        options.last("-p", "--profile")
                .ifPresent(profile -> home.ifPresent(folder -> overlayProfile(settings, folder, profile)));
        options.values("-c", "--config").forEach(given -> Documents.overlay(settings, given(given)));
        return new CodexSettings(settings);
    }

    /** Since 0.134 a profile is a file beside the user's settings, before that a table in them. */
    private static void overlayProfile(ObjectNode settings, Path home, String profile) {
        var file = home.resolve(profile + ".config.toml");
        Documents.overlay(
                settings,
                Files.isRegularFile(file)
                        ? Documents.toml(file)
                        : settings.path("profiles").path(profile).deepCopy());
    }

    /** From the project's root down to the current folder, where the user's settings call one of them trusted. */
    private static List<Path> ofProject(Path folder, JsonNode projects) {
        var files = new ArrayList<Path>();
        boolean trusted = false;
        for (var at = folder; at != null; at = at.getParent()) {
            trusted |= projects.path(at.toString()).path("trust_level").asText().equals("trusted");
            files.add(at.resolve(".codex/config.toml"));
            if (Files.exists(at.resolve(".git"))) {
                break;
            }
        }
        Collections.reverse(files);
        return trusted ? files : List.of();
    }

    /** {@code key.path=value}; a value that is no TOML is a text. */
    private static ObjectNode given(String option) {
        var read = Documents.toml(option);
        int sign = option.indexOf('=');
        if (!read.isEmpty() || sign < 0) {
            return read;
        }
        var quoted = Json.object().textNode(option.substring(sign + 1).strip());
        return Documents.toml(option.substring(0, sign + 1) + quoted);
    }

    @Override
    public Optional<String> logsEndpoint() {
        var exporter = settings.path(OTEL).path("exporter");
        return Stream.of("otlp-http", "otlp-grpc")
                .flatMap(kind -> Documents.word(exporter.path(kind).path("endpoint")).stream())
                .findFirst();
    }

    @Override
    public Optional<String> model() {
        return Documents.word(settings.path("model"));
    }
}
