package dev.bursar.cli.run;

import java.util.Map;
import java.util.Optional;

/**
 * What is about to be run, as the gate is asked for it.
 *
 * @param provider empty where it is not known which tool it is
 */
record Intent(
        Optional<String> provider,
        Optional<String> model,
        long inputTokens,
        long maxOutputTokens,
        Map<String, String> labels) {

    /** A tool that was not told its model chooses one: what the gate can be told then. */
    private static final String CHOSEN_BY_TOOL = "default";

    Intent {
        labels = Map.copyOf(labels);
    }

    /** A model without its provider: the gate finds that out, or asks for it. */
    String resource() {
        var named = model.orElse(CHOSEN_BY_TOOL);
        return provider.map(known -> known + "/" + named).orElse(named);
    }

    /** What stands for the provider of a model that nobody has named. */
    Optional<String> unnamedProvider() {
        return provider.isEmpty() && model.isEmpty() ? Optional.of("unknown") : Optional.empty();
    }
}
