package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A definition in a file.
 *
 * @param lines the line of each value, by its JSON pointer within the definition
 */
record Located(String file, Kind kind, ObjectNode definition, Map<String, Integer> lines) {

    Located {
        lines = Map.copyOf(lines);
    }

    String id() {
        return definition.path("id").asText();
    }

    /** File and line of a place in the definition, or of what it is in. */
    String at(String pointer) {
        var place = pointer;
        while (!lines.containsKey(place) && place.contains("/")) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return file + ":" + lines.getOrDefault(place, 1);
    }
}
