package dev.bursar.contract.pricing;

import java.util.Set;

/**
 * Which model names a rate card covers. An exact name wins over an alias, an alias over the longest prefix.
 *
 * @param exact names, compared as reported and in plain form
 * @param prefix what a plain name begins with
 * @param alias other names of the same model
 */
public record ModelMatch(Set<String> exact, Set<String> prefix, Set<String> alias) {

    public ModelMatch {
        exact = Set.copyOf(exact);
        prefix = Set.copyOf(prefix);
        alias = Set.copyOf(alias);
        if (exact.isEmpty() && prefix.isEmpty() && alias.isEmpty()) {
            throw new IllegalArgumentException("a rate card matches no model at all");
        }
    }

    /** How well a model matches: 0 not at all; the greater, the closer. */
    int closeness(String model) {
        var plain = ModelName.plain(model);
        var undated = ModelName.undated(model);
        if (exact.contains(model) || exact.contains(plain)) {
            return 1_000_000;
        }
        if (exact.contains(undated)) {
            return 900_000;
        }
        if (alias.contains(model) || alias.contains(plain)) {
            return 800_000;
        }
        if (alias.contains(undated)) {
            return 700_000;
        }
        return prefix.stream()
                .filter(plain::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
