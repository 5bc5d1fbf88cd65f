package dev.bursar.gate.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A YAML file as a JSON tree that remembers where everything stands.
 *
 * @param positions of values, by JSON pointer
 * @param keys positions of keys, by the JSON pointer of their value
 */
record YamlDocument(ObjectNode root, Map<String, Position> positions, Map<String, Position> keys) {

    YamlDocument {
        positions = Map.copyOf(positions);
        keys = Map.copyOf(keys);
    }

    /** A place in the file; both counted from 1. */
    record Position(int line, int column) {}

    PolicyProblem problem(String pointer, String message) {
        return at(positions.getOrDefault(pointer, new Position(1, 1)), pointer, message);
    }

    PolicyProblem keyProblem(String pointer, String message) {
        return at(keys.getOrDefault(pointer, new Position(1, 1)), pointer, message);
    }

    private static PolicyProblem at(Position position, String pointer, String message) {
        return new PolicyProblem(position.line(), position.column(), key(pointer), message);
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
