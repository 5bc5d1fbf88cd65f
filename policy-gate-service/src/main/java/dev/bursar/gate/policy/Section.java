package dev.bursar.gate.policy;

import java.util.Locale;

/** The parts of a policy that can be enforced, or only recorded. */
public enum Section {
    IMAGES,
    CONTAINERS,
    MODELS,
    TOOLS,
    BUDGETS,
    PLUGINS;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The key of the section in the file. */
    public String code() {
        return code;
    }
}
