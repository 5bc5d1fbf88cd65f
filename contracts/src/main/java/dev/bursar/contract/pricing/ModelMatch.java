package dev.bursar.contract.pricing;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which model names a rate card covers, whatever their letter case. An exact name wins over an alias, an alias over the
 * longest prefix; a name as it stands wins over one without its date.
 *
 * @param exact names of the model, compared as reported, in plain form and without their date
 * @param prefix what a plain name begins with; {@value #EVERYTHING} stands for every name
 * @param alias other names of the same model
 */
public record ModelMatch(Set<String> exact, Set<String> prefix, Set<String> alias) {

    /** A prefix of every name: all models of a provider. */
    public static final String EVERYTHING = "*";

    // Above every length of a prefix.
    private static final int EXACT = Integer.MAX_VALUE;
    private static final int EXACT_UNDATED = EXACT - 1;
    private static final int ALIAS = EXACT - 2;
    private static final int ALIAS_UNDATED = EXACT - 3;

    public ModelMatch {
        exact = lower(exact);
        prefix = lower(prefix);
        alias = lower(alias);
        if (exact.isEmpty() && prefix.isEmpty() && alias.isEmpty()) {
            throw new IllegalArgumentException("a rate card matches no model at all");
        }
    }

    /** How well a model matches: 0 not at all; the greater, the closer. */
    int closeness(String model) {
        var reported = model.toLowerCase(Locale.ROOT);
        var plain = ModelName.plain(model);
        var undated = ModelName.undated(model);
        if (exact.contains(reported) || exact.contains(plain)) {
            return EXACT;
        }
        if (exact.contains(undated)) {
            return EXACT_UNDATED;
        }
        if (alias.contains(reported) || alias.contains(plain)) {
            return ALIAS;
        }
        if (alias.contains(undated)) {
            return ALIAS_UNDATED;
        }
        return prefix.stream().mapToInt(start -> begins(plain, start)).max().orElse(0);
    }

    private static int begins(String plain, String start) {
        if (start.equals(EVERYTHING)) {
            return 1;
        }
        return plain.startsWith(start) ? start.length() : 0;
    }

    private static Set<String> lower(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
