package dev.bursar.gate.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A YAML file as a JSON tree that remembers where everything stands.
 *
 * @param positions of values, by JSON pointer
 * @param keys positions of keys, by the JSON pointer of their value
 */
public record YamlDocument(ObjectNode root, Map<String, Position> positions, Map<String, Position> keys) {

    public YamlDocument {
        positions = Map.copyOf(positions);
        keys = Map.copyOf(keys);
    }

    /** A place in the file; both counted from 1. */
    public record Position(int line, int column) {}

    /** Something wrong with a value. */
    public YamlProblem problem(String pointer, String message) {
        return at(positions.getOrDefault(pointer, new Position(1, 1)), pointer, message);
    }

    /** Something wrong with a key. */
    public YamlProblem keyProblem(String pointer, String message) {
        return at(keys.getOrDefault(pointer, new Position(1, 1)), pointer, message);
    }

    private static YamlProblem at(Position position, String pointer, String message) {
        return new YamlProblem(position.line(), position.column(), key(pointer), message);
    }

    /** {@code /images/allow/0} as people write it: {@code images.allow[0]}. */
    static String key(String pointer) {
        var key = new StringBuilder();
        for (var step : pointer.split("/")) {
            if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
                key.append('[').append(step).append(']');
            } else if (!step.isEmpty()) {
                key.append(key.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return key.toString();
    }
}
