package dev.bursar.contract.pricing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What sources call classes of service, as the classes that prices are made for. */
public final class ServiceTierName {

    public static final String BATCH = "batch";
    /** Anthropic's fast mode, Bedrock's optimized latency. */
    public static final String FAST = "fast";

    /**
     * Where {@code fast} is the word of a field for classes of service, it is what OpenAI has called priority since July
     * 2026.
     */
    private static final Map<String, String> WORDS = Map.of(
            "default", "standard",
            "on_demand", "standard",
            "on_demand_flex", "flex",
            "on_demand_priority", "priority",
            "fast", "priority");

    /** What was asked for and not what was served, nothing at all, and what no source may say of itself. */
    private static final Set<String> SILENT =
            Set.of("", "auto", "unspecified", "service_tier_unspecified", "traffic_type_unspecified", Tariff.UNBILLED);

    private ServiceTierName() {}

    /** Empty for a word that says nothing of the price; one that no card knows stays, so that the cost is approximate. */
    public static Optional<String> of(Optional<String> word) {
        return word.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> !SILENT.contains(text))
                .map(text -> WORDS.getOrDefault(text, text));
    }
}
