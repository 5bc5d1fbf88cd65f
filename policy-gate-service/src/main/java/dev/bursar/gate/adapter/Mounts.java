package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.policy.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of the host a launch mounts, in the forms of the command line, the SDKs, the Engine API and compose files.
 */
final class Mounts {

    /** Options of a short mount that change neither what is mounted nor how mounts spread. */
    private static final Set<String> HARMLESS =
            Set.of("", "ro", "rw", "z", "Z", "nocopy", "consistent", "cached", "delegated");

    private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]++");
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("type", "type"),
            Map.entry("source", "source"),
            Map.entry("src", "source"),
            Map.entry("target", "target"),
            Map.entry("destination", "target"),
            Map.entry("dst", "target"),
            Map.entry("dest", "target"),
            Map.entry("containerpath", "target"),
            Map.entry("hostpath", "source"),
            Map.entry("readonly", "readonly"),
            Map.entry("ro", "readonly"),
            Map.entry("consistency", "consistency"));

    private final String shown;
    private final List<Setting> settings = new ArrayList<>();

    private Mounts(String shown) {
        this.shown = shown;
    }

    static List<Setting> read(String shown, JsonNode value) {
        var mounts = new Mounts(shown);
        if (value.isArray()) {
            value.forEach(mounts::element);
        } else if (value.isObject()) {
            value.properties().forEach(entry -> mounts.entry(entry.getKey(), entry.getValue()));
        } else {
            mounts.element(value);
        }
        return mounts.settings;
    }

    private void element(JsonNode value) {
        if (value.isTextual()) {
            shortForm(value.textValue());
        } else if (value.isObject() && !value.isEmpty()) {
            longForm(value);
        } else {
            unreadable(value.toString());
        }
    }

    /** {@code [source:]target[:options]}. */
    private void shortForm(String text) {
        var parts = text.split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty()) {
            unreadable(text);
        } else if (parts.length == 1) {
            volume("");
        } else if (!parts[1].startsWith("/") || parts.length == 3 && !isHarmless(parts[2])) {
            unreadable(text);
        } else {
            source(parts[0]);
        }
    }

    private static boolean isHarmless(String options) {
        return Stream.of(options.split(",", -1)).allMatch(HARMLESS::contains);
    }

    /** {@code source: {bind, mode}} or {@code source: target}; an Engine API volume is {@code target: {}}. */
    private void entry(String key, JsonNode value) {
        if (value.isObject() && value.isEmpty() || value.isNull()) {
            volume("");
        } else if (value.isTextual() && !value.textValue().isEmpty()) {
            shortForm(key + ":" + value.textValue());
        } else if (value.isObject()
                && value.path("bind").isTextual()
                && isHarmless(value.path("mode").asText(""))
                && value.properties().stream()
                        .allMatch(e -> Set.of("bind", "mode").contains(e.getKey()))) {
            source(key);
        } else {
            unreadable(key);
        }
    }

    private void longForm(JsonNode value) {
        var parts = new HashMap<String, String>();
        for (var entry : value.properties()) {
            var part = KEYS.get(Spelling.fold(entry.getKey()));
            if (part == null && Shape.ANY.isAbsent(entry.getValue())) {
                continue;
            }
            boolean valued = entry.getValue().isValueNode() && !entry.getValue().isNull();
            if (part == null || !valued || parts.put(part, entry.getValue().asText()) != null) {
                unreadable(entry.getKey());
                return;
            }
        }
        var source = parts.getOrDefault("source", "");
        switch (parts.getOrDefault("type", "volume")) {
            case "bind" -> hostPath(source);
            case "volume" -> volume(source);
            case "tmpfs" -> settings.add(new Setting.Named(ContainerOption.TMPFS, shown));
            default -> unreadable(parts.get("type"));
        }
    }

    private void source(String source) {
        if (source.startsWith("/") || source.startsWith(".") || source.startsWith("~")) {
            hostPath(source);
        } else {
            volume(source);
        }
    }

    private void volume(String name) {
        if (name.isEmpty() || VOLUME.matcher(name).matches()) {
            settings.add(new Setting.Volume(name));
        } else {
            unreadable(name);
        }
    }

    /** Only an absolute path without detours can be compared with what a policy lists. */
    private void hostPath(String path) {
        var segments = path.split("/", -1);
        boolean straight =
                path.startsWith("/") && path.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '$');
        var kept = new ArrayList<String>();
        for (var segment : segments) {
            straight &= !segment.equals("..");
            if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        if (straight) {
            settings.add(new Setting.HostPath("/" + String.join("/", kept)));
        } else {
            unreadable(path);
        }
    }

    private void unreadable(String text) {
        settings.add(new Setting.Unreadable(
                ContainerOption.MOUNTS, shown, "\"" + Violation.excerpt(text) + "\" can't be judged as a mount"));
    }
}
