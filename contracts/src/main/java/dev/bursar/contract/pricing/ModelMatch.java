package dev.bursar.contract.pricing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which model names a rate card covers, whatever their letter case. A name as it was reported wins over its shorter
 * forms ({@link ModelName}), in each form an exact name over an alias, and both over the longest prefix.
 *
 * @param exact names of the model
 * @param prefix what a name begins with, in any of its forms; {@value #EVERYTHING} stands for every name
 * @param alias other names of the same model
 */
public record ModelMatch(Set<String> exact, Set<String> prefix, Set<String> alias) {

    /** A prefix of every name: all models of a provider. */
    public static final String EVERYTHING = "*";

    /** What costs nothing is no look-alike of what does: only a card that names it can mean it. */
    private static final String FREE = ":free";

    public ModelMatch {
        exact = lower(exact);
        prefix = lower(prefix);
        alias = lower(alias);
        if (exact.isEmpty() && prefix.isEmpty() && alias.isEmpty()) {
            throw new IllegalArgumentException("a rate card matches no model at all");
        }
    }

    /**
     * How well a model matches: 0 not at all; the greater, the closer.
     *
     * @param forms of the model's name, see {@link ModelName#forms}
     */
    int closeness(List<String> forms) {
        // Above every length of a prefix.
        int closeness = Integer.MAX_VALUE;
        for (var form : forms) {
            if (exact.contains(form)) {
                return closeness;
            }
            if (alias.contains(form)) {
                return closeness - 1;
            }
            closeness -= 2;
        }
        return longestPrefix(forms);
    }

    /** Whether it means a model by its name, not just any model. */
    boolean names(List<String> forms) {
        return closeness(forms) > EVERYTHING.length();
    }

    boolean coversAll() {
        return prefix.contains(EVERYTHING);
    }

    private int longestPrefix(List<String> forms) {
        int longest = prefix.contains(EVERYTHING) ? EVERYTHING.length() : 0;
        for (var form : forms) {
            for (var begin : prefix) {
                if (begin.length() > longest && form.startsWith(begin) && !form.endsWith(FREE)) {
                    longest = begin.length();
                }
            }
        }
        return longest;
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
