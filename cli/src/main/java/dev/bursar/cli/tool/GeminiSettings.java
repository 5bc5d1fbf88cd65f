package dev.bursar.cli.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.Environment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gemini CLI's settings (geminicli.com/docs/cli/telemetry; the order is that of 0.61.0): variables, those of a
 * {@code .env} file too, before the machine's settings, the workspace's, the user's, and the machine's defaults. The
 * workspace counts because the tool does no task in a folder that is not trusted.
 */
final class GeminiSettings implements ToolSettings {

    /** Where it sends to when nobody says where. */
    private static final String DEFAULT_ENDPOINT = "http://localhost:4317";

    /** Its own words for models, of which it chooses one. */
    private static final Set<String> ALIASES = Set.of("pro", "flash", "flash-lite");

    private static final Pattern VARIABLE =
            Pattern.compile("^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*$", Pattern.MULTILINE);

    private final Environment environment;
    private final Map<String, String> file;
    private final JsonNode settings;

    private GeminiSettings(Environment environment, Map<String, String> file, JsonNode settings) {
        this.environment = environment;
        this.file = file;
        this.settings = settings;
    }

    static GeminiSettings read(Environment environment) {
        var home = environment
                .variable("GEMINI_CLI_HOME")
                .or(() -> environment.variable("HOME"))
                .map(Path::of);
        var system = environment
                .variable("GEMINI_CLI_SYSTEM_SETTINGS_PATH")
                .map(Path::of)
                .orElse(Path.of("/etc/gemini-cli/settings.json"));
        var defaults = environment
                .variable("GEMINI_CLI_SYSTEM_DEFAULTS_PATH")
                .map(Path::of)
                .orElseGet(() -> system.resolveSibling("system-defaults.json"));
        var settings = Documents.json(defaults);
        home.ifPresent(folder -> Documents.overlay(settings, Documents.json(folder.resolve(".gemini/settings.json"))));
        Documents.overlay(settings, Documents.json(environment.folder().resolve(".gemini/settings.json")));
        Documents.overlay(settings, Documents.json(system));
        return new GeminiSettings(environment, variables(environment.folder(), home), settings);
    }

    /** The nearest {@code .env}, from the current folder up, else the one at home; one in {@code .gemini} goes first. */
    private static Map<String, String> variables(Path folder, Optional<Path> home) {
        for (var at = folder; at != null; at = at.getParent()) {
            var found = Documents.text(at.resolve(".gemini/.env")).or(env(at));
            if (found.isPresent()) {
                return variables(found.get());
            }
        }
        return home.flatMap(at -> Documents.text(at.resolve(".gemini/.env")).or(env(at)))
                .map(GeminiSettings::variables)
                .orElse(Map.of());
    }

    private static Supplier<Optional<String>> env(Path folder) {
        return () -> Documents.text(folder.resolve(".env"));
    }

    private static Map<String, String> variables(String text) {
        var variables = new HashMap<String, String>();
        VARIABLE.matcher(text)
                .results()
                .forEach(line -> variables.put(line.group(1), line.group(2).replaceAll("^(['\"])(.*)\\1$", "$2")));
        return variables;
    }

    @Override
    public Optional<String> logsEndpoint() {
        boolean on = variable("GEMINI_TELEMETRY_ENABLED")
                .or(() -> telemetry("enabled"))
                .filter(Documents::isTrue)
                .isPresent();
        boolean toFile = variable("GEMINI_TELEMETRY_OUTFILE")
                .or(() -> telemetry("outfile"))
                .isPresent();
        return on && !toFile && !isToGoogle()
                ? variable("GEMINI_TELEMETRY_OTLP_ENDPOINT")
                        .or(() -> variable("OTEL_EXPORTER_OTLP_ENDPOINT"))
                        .or(() -> telemetry("otlpEndpoint"))
                        .or(() -> Optional.of(DEFAULT_ENDPOINT))
                : Optional.empty();
    }

    private boolean isToGoogle() {
        return variable("GEMINI_TELEMETRY_TARGET")
                        .or(() -> telemetry("target"))
                        .filter("gcp"::equals)
                        .isPresent()
                && variable("GEMINI_TELEMETRY_USE_COLLECTOR")
                        .or(() -> telemetry("useCollector"))
                        .filter(Documents::isTrue)
                        .isEmpty();
    }

    /** Up to 0.2 the settings had the model as a text, since then as an object with its name. */
    @Override
    public Optional<String> model() {
        var model = settings.path("model");
        return variable("GEMINI_MODEL")
                .or(() -> Documents.word(model.isTextual() ? model : model.path("name")))
                .filter(name -> !name.startsWith("auto") && !ALIASES.contains(name));
    }

    private Optional<String> telemetry(String name) {
        return Documents.word(settings.path("telemetry").path(name));
    }

    private Optional<String> variable(String name) {
        return environment
                .variable(name)
                .or(() -> Optional.ofNullable(file.get(name)).filter(value -> !value.isBlank()));
    }
}
