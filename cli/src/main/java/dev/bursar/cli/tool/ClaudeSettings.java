package dev.bursar.cli.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Claude Code's settings: files of the user, the project and the machine, each with a block {@code env} that goes before
 * the variables of the shell (code.claude.com/docs/en/settings). As 2.1.330 does it: telemetry can be switched on and
 * directed by the user's, the command line's and the managed settings only; a project can switch off what the user's
 * settings switch on. The project's settings are those of the current folder, not of one above it.
 */
final class ClaudeSettings implements ToolSettings {

    private static final String LOGS_EXPORTER = "OTEL_LOGS_EXPORTER";
    private static final Path MANAGED = Path.of("/etc/claude-code/managed-settings.json");
    private static final Path MANAGED_MACOS = Path.of("/Library/Application Support/ClaudeCode/managed-settings.json");

    /** Its own words for models, which it turns into today's: which that is, only it knows. */
    private static final Set<String> ALIASES = Set.of("default", "best", "sonnet", "opus", "haiku", "opusplan");

    private final Environment environment;
    private final ObjectNode user;
    private final ObjectNode project;

    /** Those of the command line, then the managed ones over them. */
    private final ObjectNode above;

    private ClaudeSettings(Environment environment, ObjectNode user, ObjectNode project, ObjectNode above) {
        this.environment = environment;
        this.user = user;
        this.project = project;
        this.above = above;
    }

    static ClaudeSettings read(Options options, Environment environment) {
        var home = environment
                .variable("CLAUDE_CONFIG_DIR")
                .map(environment.folder()::resolve)
                .or(() -> environment.variable("HOME").map(folder -> Path.of(folder, ".claude")));
        var user = home.map(folder -> Documents.json(folder.resolve("settings.json")))
                .orElseGet(Json::object);
        var folder = environment.folder().resolve(".claude");
        var project = Documents.json(folder.resolve("settings.json"));
        Documents.overlay(project, Documents.json(folder.resolve("settings.local.json")));
        var above = options.last("--settings")
                .map(given -> given.stripLeading().startsWith("{")
                        ? Documents.json(given)
                        : Documents.json(environment.folder().resolve(given)))
                .orElseGet(Json::object);
        Documents.overlay(above, Documents.json(MANAGED));
        Documents.overlay(above, Documents.json(MANAGED_MACOS));
        return new ClaudeSettings(
                environment,
                takes(options, "user") ? user : Json.object(),
                takes(options, "project") || takes(options, "local") ? project : Json.object(),
                above);
    }

    private static boolean takes(Options options, String source) {
        return options.last("--setting-sources")
                .map(sources -> List.of(sources.split(",")).contains(source))
                .orElse(true);
    }

    @Override
    public Optional<String> logsEndpoint() {
        boolean on = telemetry("CLAUDE_CODE_ENABLE_TELEMETRY")
                        .filter(Documents::isTrue)
                        .isPresent()
                && telemetry(LOGS_EXPORTER).filter(ClaudeSettings::isOtlp).isPresent()
                && !isSwitchedOffByProject();
        return on
                ? telemetry("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT").or(() -> telemetry("OTEL_EXPORTER_OTLP_ENDPOINT"))
                : Optional.empty();
    }

    private static boolean isOtlp(String exporters) {
        return List.of(exporters.split("\\s*,\\s*")).contains("otlp");
    }

    private boolean isSwitchedOffByProject() {
        return env(above, LOGS_EXPORTER).isEmpty()
                && env(user, LOGS_EXPORTER).isPresent()
                && env(project, LOGS_EXPORTER)
                        .filter(exporters -> !isOtlp(exporters))
                        .isPresent();
    }

    private Optional<String> telemetry(String name) {
        return env(above, name).or(() -> env(user, name)).or(() -> environment.variable(name));
    }

    @Override
    public Optional<String> model() {
        return variable("ANTHROPIC_MODEL")
                .or(() -> Documents.word(above.path("model")))
                .or(() -> Documents.word(project.path("model")))
                .or(() -> Documents.word(user.path("model")))
                .map(this::modelOf)
                .filter(name -> !ALIASES.contains(family(name)));
    }

    /** {@code sonnet} and its like can be pinned by variables. */
    @Override
    public String modelOf(String name) {
        var family = family(name);
        return ALIASES.contains(family)
                ? variable("ANTHROPIC_DEFAULT_" + family.toUpperCase(Locale.ROOT) + "_MODEL")
                        .orElse(name)
                : name;
    }

    /** Without the mark of a long context, {@code [1m]}. */
    private static String family(String name) {
        int mark = name.indexOf('[');
        return (mark < 0 ? name : name.substring(0, mark)).toLowerCase(Locale.ROOT);
    }

    private Optional<String> variable(String name) {
        return env(above, name)
                .or(() -> env(project, name))
                .or(() -> env(user, name))
                .or(() -> environment.variable(name));
    }

    private static Optional<String> env(JsonNode settings, String name) {
        return Documents.word(settings.path("env").path(name));
    }

    /** Earlier versions took a project's telemetry. */
    @Override
    public Optional<String> projectEndpoint() {
        return env(project, "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT").or(() -> env(project, "OTEL_EXPORTER_OTLP_ENDPOINT"));
    }
}
