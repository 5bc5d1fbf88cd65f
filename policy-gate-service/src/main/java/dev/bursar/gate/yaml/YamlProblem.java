package dev.bursar.gate.yaml;

/**
 * Something wrong in a YAML text.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param key the place in words: {@code containers.ports.min_host}; empty for the whole text
 */
public record YamlProblem(int line, int column, String key, String message) {

    @Override
    public String toString() {
        return "line %d, column %d: %s%s".formatted(line, column, key.isEmpty() ? "" : key + ": ", message);
    }
}
