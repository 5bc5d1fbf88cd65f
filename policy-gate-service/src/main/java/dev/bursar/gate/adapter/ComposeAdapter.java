package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.gate.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tools that start what a compose file describes; every service of it is a launch. */
final class ComposeAdapter implements Adapter {

    private static final String TEXT = "compose_yaml";
    private static final String PROJECT = "project_name";

    /** Top-level sections in which an entry without settings stands for what the engine does by itself. */
    private static final Set<String> DECLARATIONS = Set.of("networks", "volumes");

    /** Keys of a service that ask nothing of the engine. */
    private static final Set<String> HARMLESS = Set.of("depends_on", "profiles");

    @Override
    public Reading read(ObjectNode arguments, Optional<String> named) {
        var text = arguments.path(TEXT);
        if (!text.isTextual()) {
            return new Reading.Malformed("/" + TEXT, "compose_yaml is a text");
        }
        if (arguments.has(PROJECT) && !arguments.get(PROJECT).isTextual()) {
            return new Reading.Malformed("/" + PROJECT, "project_name is a text");
        }
        var unclear = new Arguments(Launch.Act.RUN);
        arguments.fieldNames().forEachRemaining(key -> {
            if (!Set.of(TEXT, PROJECT).contains(key)) {
                unclear.unknown("/" + key);
            }
        });
        var yaml = YamlReader.read(text.textValue());
        if (yaml instanceof YamlReader.Outcome.Broken broken) {
            unclear.unclear(TEXT, "can't be judged: " + broken.problem());
            return unclear.reading();
        }
        return file(((YamlReader.Outcome.Read) yaml).document().root(), unclear);
    }

    private static Reading file(ObjectNode root, Arguments unclear) {
        if (interpolates(root)) {
            unclear.unclear(TEXT, "has $ in it, which compose replaces");
        }
        root.properties().forEach(entry -> section(entry.getKey(), entry.getValue(), unclear));
        if (!root.path("services").isObject() || root.path("services").isEmpty()) {
            unclear.unclear("services", "names no service");
        }
        if (unclear.isUnclear()) {
            return unclear.reading();
        }
        var readings = root.path("services").properties().stream()
                .map(entry -> service(entry.getKey(), entry.getValue()))
                .toList();
        return together(readings);
    }

    private static void section(String key, JsonNode value, Arguments unclear) {
        if (DECLARATIONS.contains(key)) {
            value.properties().forEach(entry -> {
                if (!entry.getValue().isNull()
                        && !(entry.getValue().isObject() && entry.getValue().isEmpty())) {
                    unclear.unclear(key + "." + entry.getKey(), "has settings of its own");
                }
            });
            if (!value.isObject() && !value.isNull()) {
                unclear.unclear(key, "is not an object");
            }
        } else if (!Set.of("version", "name", "services").contains(key) && !key.startsWith("x-")) {
            unclear.unclear(key, "can't be judged");
        }
    }

    private static Reading service(String name, JsonNode service) {
        var found = new Arguments(Launch.Act.RUN);
        var pointer = "/services/" + name.replace("~", "~0").replace("/", "~1");
        if (service.has("build")) {
            return new Reading.OtherUse("build");
        }
        for (var entry : service.properties()) {
            var key = entry.getKey();
            var below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            var option = ContainerOption.named(key);
            if (key.equals("image") && entry.getValue().isTextual()) {
                found.image(entry.getValue().textValue());
            } else if (key.equals("extends")) {
                found.unclear(name + ".extends", "leads to another file or service");
            } else if (option.isPresent()) {
                found.option(option.get(), below, entry.getValue());
            } else if (!HARMLESS.contains(key) && !key.startsWith("x-")) {
                found.unknown(below);
            }
        }
        return found.reading();
    }

    /** The gravest of the readings, or all launches where there is none but launches. */
    private static Reading together(List<Reading> readings) {
        var launches = new ArrayList<Launch>();
        for (var reading : readings) {
            if (!(reading instanceof Reading.Launches more)) {
                return reading;
            }
            launches.addAll(more.launches());
        }
        return new Reading.Launches(launches);
    }

    private static boolean interpolates(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().indexOf('$') >= 0;
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .anyMatch(entry -> entry.getKey().indexOf('$') >= 0 || interpolates(entry.getValue()));
        }
        return node.isArray() && node.valueStream().anyMatch(ComposeAdapter::interpolates);
    }
}
