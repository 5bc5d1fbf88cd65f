package dev.bursar.source.provider;

import dev.bursar.contract.pricing.Tariff;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The providers' words for classes of service, as those that prices are made for. */
final class ServiceTiers {

    static final String BATCH = "batch";
    /** Anthropic's fast mode, Bedrock's optimized latency. */
    static final String FAST = "fast";
    /** What the provider does not bill, such as most of what Anthropic's models decline. */
    static final String UNBILLED = Tariff.UNBILLED;

    /** Where it is the word of a field for classes of service, {@code fast} is what OpenAI called priority before. */
    private static final Map<String, String> WORDS = Map.of(
            "default", "standard",
            "on_demand", "standard",
            "on_demand_flex", "flex",
            "on_demand_priority", "priority",
            "fast", "priority");

    /** What was asked for, not what was served. */
    private static final Set<String> SILENT =
            Set.of("", "auto", "unspecified", "service_tier_unspecified", "traffic_type_unspecified");

    private ServiceTiers() {}

    /** Empty where the word says nothing of the price; one that no card knows stays, so that the cost is approximate. */
    static Optional<String> of(Optional<String> word) {
        return word.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> !SILENT.contains(text) && !text.equals(UNBILLED))
                .map(text -> WORDS.getOrDefault(text, text));
    }
}
