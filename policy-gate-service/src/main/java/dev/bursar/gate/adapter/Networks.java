package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The networks that a launch joins, in the forms of the SDKs, the Engine API and compose files. */
final class Networks {

    private Networks() {}

    static List<Setting> read(String shown, JsonNode value) {
        if (value.isTextual()) {
            return joined(value.textValue());
        }
        if (Shape.isListOfTexts(value)) {
            return Shape.texts(value).stream()
                    .flatMap(name -> joined(name).stream())
                    .toList();
        }
        if (!value.isObject()) {
            return List.of(new Setting.Unreadable(ContainerOption.NETWORK, shown, "is not a network"));
        }
        var settings = new ArrayList<Setting>();
        value.properties().forEach(entry -> {
            if (Spelling.fold(entry.getKey()).equals("endpointsconfig")) {
                if (!entry.getValue().isNull()) {
                    settings.addAll(read(shown, entry.getValue()));
                }
            } else {
                settings.addAll(joined(entry.getKey()));
                endpoint(shown, entry.getKey(), entry.getValue(), settings);
            }
        });
        return settings;
    }

    /** Joining the default network is what an engine does by itself. */
    private static List<Setting> joined(String name) {
        return name.equals("default") || name.isEmpty() ? List.of() : List.of(new Setting.Joined(name));
    }

    private static void endpoint(String shown, String name, JsonNode settingsOfIt, List<Setting> settings) {
        if (!Shape.ANY.isAbsent(settingsOfIt)) {
            settings.add(new Setting.Named(ContainerOption.NETWORK_ENDPOINT, shown + "." + name));
        }
    }
}
