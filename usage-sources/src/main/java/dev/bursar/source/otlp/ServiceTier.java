package dev.bursar.source.otlp;

import dev.bursar.contract.pricing.Tariff;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The classes of service that prices are made for. */
final class ServiceTier {

    /** OpenAI has called its priority fast since July 2026. */
    private static final Map<String, String> WORDS = Map.of("default", "standard", "fast", "priority");

    private static final Set<String> SILENT = Set.of("", "auto", Tariff.UNBILLED);

    private ServiceTier() {}

    /** Empty for a word that says nothing of the price; one that no card knows stays, so that the cost is approximate. */
    static Optional<String> of(Optional<String> word) {
        return word.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> !SILENT.contains(text))
                .map(text -> WORDS.getOrDefault(text, text));
    }
}
