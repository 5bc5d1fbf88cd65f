package dev.bursar.cli.run;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Labels;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.state.LocalPrices;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.usage.Dimensions;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where runs are recorded, and what is said of them. */
final class RecordingOptions {

    private static final Map<String, String> BY_ENVIRONMENT =
            Map.of("mission", "BURSAR_MISSION", "session", "BURSAR_SESSION", "project", "BURSAR_PROJECT");

    private final Environment environment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Mixin
    private Labels labels;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model; needed where the tool does not print it, as codex does not.")
    private String model;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keep calls and costs in the section telemetry of this YAML file, without any server. Prices"
                    + " are the built-in ones and those of bursar.toml.")
    private Path state;

    RecordingOptions(Environment environment) {
        this.environment = environment;
    }

    Books books() {
        return state == null
                ? new ServerBooks(connection.open(), connection.options())
                : new StateBooks(
                        environment.folder().resolve(state),
                        LocalPrices.pricer(environment.folder().resolve(LocalPrices.FILE)));
    }

    boolean isLocal() {
        return state != null;
    }

    private void requireValue(String origin, String value) {
        if (!Dimensions.isValue(value) || !value.equals(value.strip())) {
            throw new ParameterException(
                    spec.commandLine(),
                    origin + " takes 1 to " + Dimensions.MAX_LENGTH
                            + " characters, no control characters, and no blanks at its beginning or end");
        }
    }

    URI ingest() {
        return connection.address(Service.INGEST);
    }

    /** @throws ParameterException what can't be a model's name */
    Optional<String> model() {
        if (model != null) {
            requireValue("--model", model);
        }
        return Optional.ofNullable(model);
    }

    Optional<String> tool() {
        return Optional.ofNullable(labels.values().get("tool"));
    }

    /**
     * Whom a run is for: what the command line leaves out is the environment's to say.
     *
     * @throws ParameterException a label that would not be recorded
     */
    Map<String, String> labels(String tool) {
        var all = new LinkedHashMap<>(labels.values());
        all.forEach((name, value) -> requireValue("--" + name.replaceFirst("^tags\\.", "tag "), value));
        BY_ENVIRONMENT.forEach((name, variable) -> environment
                .variable(variable)
                .ifPresent(value -> {
                    if (all.putIfAbsent(name, value) == null) {
                        requireValue("$" + variable, value);
                    }
                }));
        all.put("tool", tool);
        return all;
    }
}
