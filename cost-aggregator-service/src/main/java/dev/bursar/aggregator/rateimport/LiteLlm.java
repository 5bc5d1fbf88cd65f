package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Format.Terms;
import dev.bursar.aggregator.rateimport.PriceFile.LeftOut;
import dev.bursar.contract.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** LiteLLM's {@code model_prices_and_context_window.json}: prices per token by the name of a field, one entry per model. */
final class LiteLlm {

    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("azure", "azure-openai"),
            Map.entry("azure_ai", "azure-openai"),
            Map.entry("bedrock_converse", "bedrock"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("gemini", "google"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("text-completion-codestral", "mistral"),
            Map.entry("codestral", "mistral"));

    private static final Map<String, String> METERS = Map.ofEntries(
            Map.entry("input_cost_per_token", "input"),
            Map.entry("output_cost_per_token", "output"),
            Map.entry("output_cost_per_reasoning_token", "reasoning"),
            Map.entry("cache_read_input_token_cost", "cache_read"),
            Map.entry("cache_creation_input_token_cost", "cache_write_5m"),
            Map.entry("cache_creation_input_token_cost_above_1hr", "cache_write_1h"),
            Map.entry("input_cost_per_audio_token", "input_audio"),
            Map.entry("output_cost_per_audio_token", "output_audio"),
            Map.entry("cache_read_input_audio_token_cost", "cache_read_audio"),
            Map.entry("input_cost_per_image_token", "input_image"),
            Map.entry("output_cost_per_image_token", "output_image"));

    private static final Map<String, String> UNITS = Map.of(
            "input_cost_per_second", "audio_second",
            "output_cost_per_image", "image",
            "input_cost_per_query", "search");

    /** What is billed, then over how many thousand tokens, then for which class of service. */
    private static final Pattern FIELD = Pattern.compile(
            "(?<what>.+?)(?:_above_(?<thousands>\\d+)k_tokens)?(?:_(?<service>batches|flex|priority))?");

    private static final int A_MILLION_OF_ONE = 6;

    /** Of thousands of tokens. */
    private static final int MOST_DIGITS = 9;

    private final Terms terms;
    private final PriceFile.Builder file = new PriceFile.Builder();

    LiteLlm(Terms terms) {
        this.terms = terms;
    }

    static boolean says(String meter) {
        return METERS.containsValue(meter) || UNITS.containsValue(meter);
    }

    PriceFile read(JsonNode data) {
        if (!data.isObject()) {
            file.fault("/data", "not_an_object", "the file is an object of models by name");
        }
        data.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
        return file.build();
    }

    private void read(String name, JsonNode entry) {
        var pointer = "/data/" + name.replace("~", "~0").replace("/", "~1");
        if (name.equals("sample_spec")) {
            return;
        }
        if (!entry.isObject() || !entry.path("litellm_provider").isTextual()) {
            file.fault(pointer, "not_a_model", "a model is an object with litellm_provider");
            return;
        }
        var theirs = entry.path("litellm_provider").textValue();
        var provider = theirs.startsWith("vertex_ai") ? "google" : PROVIDERS.getOrDefault(theirs, theirs);
        if (!terms.covers(provider)) {
            return;
        }
        var model = name.startsWith(theirs + "/") || name.startsWith("vertex_ai/") || name.startsWith("azure/")
                ? name.substring(name.indexOf('/') + 1)
                : name;
        if (!file.isInUsd(name, entry)) {
            return;
        }
        var card = terms.card(provider, model);
        card.putObject("match").putArray("exact").add(model);
        if (!prices(pointer, entry, card)) {
            file.skip(
                    name,
                    LeftOut.Why.NO_PRICE,
                    "it has no price but 0: declare it free with a card of your own if it is");
            return;
        }
        file.card(pointer, card);
    }

    /** Whether anything costs something. */
    private boolean prices(String pointer, JsonNode entry, ObjectNode card) {
        var tiers = new TreeMap<Long, ObjectNode>();
        var services = new TreeMap<String, ObjectNode>();
        boolean any = false;
        card.putObject("prices");
        card.putObject("units");
        for (var field : entry.properties()) {
            var matcher = FIELD.matcher(field.getKey());
            if (!matcher.matches()) {
                continue;
            }
            var meter = METERS.get(matcher.group("what"));
            var unit = UNITS.get(field.getKey());
            if (meter == null && unit == null) {
                continue;
            }
            var price =
                    file.price(pointer + "/" + field.getKey(), field.getValue(), unit == null ? A_MILLION_OF_ONE : 0);
            if (price.isEmpty()) {
                continue;
            }
            any |= !price.get().equals("0");
            if (unit != null) {
                card.withObjectProperty("units").put(unit, price.get());
                continue;
            }
            var thousands = matcher.group("thousands");
            if (thousands != null && thousands.length() > MOST_DIGITS) {
                file.fault(pointer + "/" + field.getKey(), "out_of_range", "no context is that long");
                continue;
            }
            var into = matcher.group("service") == null
                    ? card
                    : services.computeIfAbsent(service(matcher.group("service")), one -> Json.object());
            tier(thousands, card, into, tiers).withObjectProperty("prices").put(meter, price.get());
        }
        tiers.values().forEach(tier -> card.withArrayProperty("context_tiers").add(tier));
        services.forEach(
                (service, prices) -> card.withObjectProperty("service_tiers").set(service, prices));
        var search = entry.path("search_context_cost_per_query").path("search_context_size_medium");
        if (search.isNumber()) {
            file.price(pointer + "/search_context_cost_per_query", search, 0)
                    .ifPresent(price -> card.withObjectProperty("units").put("web_search", price));
        }
        return any;
    }

    /** Where a price stands: in the card or a class of service itself, or in its tier over so many thousand tokens. */
    private static ObjectNode tier(String thousands, ObjectNode card, ObjectNode into, Map<Long, ObjectNode> tiers) {
        if (thousands == null) {
            return into;
        }
        long over = Long.parseLong(thousands) * 1_000;
        var ofCard = tiers.computeIfAbsent(over, LiteLlm::tier);
        return into == card ? ofCard : tierOf(into, over);
    }

    private static ObjectNode tier(long over) {
        return Json.object().put("over_input_tokens", over);
    }

    private static ObjectNode tierOf(ObjectNode service, long over) {
        for (var tier : service.withArrayProperty("context_tiers")) {
            if (tier.path("over_input_tokens").longValue() == over) {
                return (ObjectNode) tier;
            }
        }
        return service.withArrayProperty("context_tiers").addObject().put("over_input_tokens", over);
    }

    private static String service(String theirs) {
        return theirs.equals("batches") ? "batch" : theirs;
    }
}
