package dev.bursar.source.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The providers' words for classes of service, as the four that prices are made for. */
final class ServiceTiers {

    static final String BATCH = "batch";
    /** Anthropic's fast mode, Bedrock's optimized latency. */
    static final String FAST = "fast";

    /** Words that are not here say nothing of the price, {@code auto} and {@code scale} among them. */
    private static final Map<String, String> WORDS = Map.of(
            "default", "standard",
            "standard", "standard",
            "on_demand", "standard",
            "batch", BATCH,
            "flex", "flex",
            "on_demand_flex", "flex",
            "priority", "priority",
            "on_demand_priority", "priority");

    private ServiceTiers() {}

    static Optional<String> of(Optional<String> word) {
        return word.map(text -> WORDS.get(text.toLowerCase(Locale.ROOT)));
    }
}
