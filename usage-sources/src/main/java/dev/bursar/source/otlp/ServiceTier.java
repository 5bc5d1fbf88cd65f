package dev.bursar.source.otlp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The classes of service that prices are made for. */
final class ServiceTier {

    private static final Map<String, String> WORDS = Map.of(
            "default", "standard", "standard", "standard", "batch", "batch", "flex", "flex", "priority", "priority");

    private ServiceTier() {}

    /** Empty for a word that says nothing of the price, such as {@code auto}. */
    static Optional<String> of(Optional<String> word) {
        return word.map(text -> WORDS.get(text.toLowerCase(Locale.ROOT)));
    }
}
