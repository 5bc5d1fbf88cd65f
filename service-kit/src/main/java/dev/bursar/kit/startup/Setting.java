package dev.bursar.kit.startup;

import java.util.Locale;
import java.util.Set;

/**
 * A setting of the environment.
 *
 * @param name of the environment variable
 * @param meaning one sentence
 * @param standard the value without it, as it is written; empty where there is none
 * @param secret whether it may come from a file named by {@code <name>_FILE}, and is never logged
 * @param readers who reads it
 */
public record Setting(String name, String meaning, String standard, boolean secret, Set<Reader> readers) {

    private static final String PREFIX = "BURSAR_";

    /** A program of Bursar's. */
    public enum Reader {
        INGEST,
        AGGREGATOR,
        GATE,
        CLI,
        TESTS;

        public static final Set<Reader> SERVICES = Set.of(INGEST, AGGREGATOR, GATE);
    }

    public Setting {
        if (!name.matches(PREFIX + "[A-Z0-9_]+")) {
            throw new IllegalArgumentException("not a setting's name: " + name);
        }
        readers = Set.copyOf(readers);
    }

    /** The variable that names a file with the value, for secrets. */
    public String fileName() {
        return name + "_FILE";
    }

    /** As a configuration property: {@code BURSAR_TOPIC_PREFIX} is {@code bursar.topic-prefix}. */
    public String property() {
        return property(name);
    }

    static String property(String name) {
        return "bursar."
                + name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
