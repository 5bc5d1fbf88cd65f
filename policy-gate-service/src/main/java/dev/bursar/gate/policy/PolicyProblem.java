package dev.bursar.gate.policy;

/**
 * Why a file is no policy.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param key the place in words: {@code containers.ports.min_host}; empty for the whole file
 */
public record PolicyProblem(int line, int column, String key, String message) {

    @Override
    public String toString() {
        return "line %d, column %d: %s%s".formatted(line, column, key.isEmpty() ? "" : key + ": ", message);
    }
}
