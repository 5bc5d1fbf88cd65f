package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Format.Terms;
import dev.bursar.aggregator.rateimport.PriceFile.LeftOut;
import dev.bursar.contract.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The {@code data.json} of genai-prices: providers with models, prices per million tokens, by date and time of the day. */
final class GenAiPrices {

    private static final Map<String, String> PROVIDERS =
            Map.of("aws", "bedrock", "azure", "azure-openai", "x-ai", "xai");

    private static final Map<String, String> METERS = Map.ofEntries(
            Map.entry("input_mtok", "input"),
            Map.entry("cache_read_mtok", "cache_read"),
            Map.entry("cache_write_mtok", "cache_write_5m"),
            Map.entry("cache_write_1h_mtok", "cache_write_1h"),
            Map.entry("output_mtok", "output"),
            Map.entry("output_reasoning_mtok", "reasoning"),
            Map.entry("input_audio_mtok", "input_audio"),
            Map.entry("cache_audio_read_mtok", "cache_read_audio"),
            Map.entry("output_audio_mtok", "output_audio"),
            Map.entry("input_image_mtok", "input_image"),
            Map.entry("cache_image_read_mtok", "cache_read_image"),
            Map.entry("output_image_mtok", "output_image"),
            Map.entry("input_video_mtok", "input_video"),
            Map.entry("output_video_mtok", "output_video"));

    /** Per thousand there, each here. */
    private static final Map<String, String> UNITS = Map.of(
            "web_searches_kcount", "web_search",
            "storage_searches_kcount", "file_search",
            "requests_kcount", "request",
            "input_document_kpages", "page");

    private static final int EACH_OF_A_THOUSAND = -3;

    private final Terms terms;
    private final PriceFile.Builder file = new PriceFile.Builder();

    GenAiPrices(Terms terms) {
        this.terms = terms;
    }

    static boolean says(String meter) {
        return METERS.containsValue(meter) || UNITS.containsValue(meter);
    }

    PriceFile read(JsonNode data) {
        if (!data.isArray()) {
            file.fault("/data", "not_an_array", "the file is a list of providers");
        }
        for (int i = 0; i < data.size(); i++) {
            provider("/data/" + i, data.get(i));
        }
        return file.build();
    }

    private void provider(String pointer, JsonNode provider) {
        if (!provider.path("id").isTextual() || !provider.path("models").isArray()) {
            file.fault(pointer, "not_a_provider", "a provider is an object with id and models");
            return;
        }
        var theirs = provider.path("id").textValue();
        var name = PROVIDERS.getOrDefault(theirs, theirs);
        if (terms.covers(name) && file.isInUsd(name, provider)) {
            for (int i = 0; i < provider.path("models").size(); i++) {
                model(pointer + "/models/" + i, name, provider.path("models").get(i));
            }
        }
    }

    private void model(String pointer, String provider, JsonNode model) {
        if (!model.path("id").isTextual() || !model.path("match").isObject()) {
            file.fault(pointer, "not_a_model", "a model is an object with id and match");
            return;
        }
        var prices = model.path("prices");
        if (!prices.isObject() && !prices.isArray()
                || prices.valueStream().anyMatch(one -> prices.isArray() && !one.isObject())) {
            file.fault(pointer + "/prices", "not_an_object", "prices are an object, or a list of dated ones");
            return;
        }
        var name = provider + "/" + model.path("id").textValue();
        if (!isInUsd(name, model, prices)) {
            return;
        }
        var versions = prices.isArray() ? dated(prices) : List.of(prices);
        var match = new GenAiMatch(name, model.path("id").textValue(), model.path("match"));
        for (var version : versions) {
            var card = terms.card(provider, model.path("id").textValue());
            if (version.path("constraint").hasNonNull("start_date")
                    && version.path("constraint").path("start_date").asText().compareTo(today()) > 0) {
                card.set("effective_from", version.path("constraint").get("start_date"));
            }
            match.exact().forEach(card.withObjectProperty("match").putArray("exact")::add);
            match.prefix().forEach(card.withObjectProperty("match").putArray("prefix")::add);
            var figures = version.has("prices") ? version.path("prices") : version;
            if (!prices(pointer + "/prices", figures, card)) {
                file.skip(name, LeftOut.Why.NO_PRICE, "it has no price that a rate card can say");
                return;
            }
            hours(pointer + "/prices", version.path("hours"), card.putArray("hours"));
            file.card(pointer, card);
        }
        match.leftOut().forEach(file::narrow);
    }

    private boolean isInUsd(String name, JsonNode model, JsonNode prices) {
        return file.isInUsd(name, model)
                && (prices.isArray() ? prices.valueStream() : Stream.of(prices))
                        .allMatch(row -> file.isInUsd(name, row) && file.isInUsd(name, row.path("prices")));
    }

    /** The prices that hold when the import begins, and those that begin later; times of the day belong to the last. */
    private List<ObjectNode> dated(JsonNode prices) {
        ObjectNode first = null;
        var later = new ArrayList<ObjectNode>();
        var hours = Json.object().putArray("hours");
        for (var one : prices) {
            var constraint = one.path("constraint");
            if (constraint.hasNonNull("start_time")) {
                hours.add(one);
            } else if (constraint.path("start_date").asText("").compareTo(today()) <= 0) {
                first = (ObjectNode) one.deepCopy();
            } else {
                later.add(one.deepCopy());
            }
        }
        var versions = new ArrayList<ObjectNode>();
        if (first != null) {
            versions.add(first);
        }
        versions.addAll(later);
        if (!versions.isEmpty()) {
            versions.get(versions.size() - 1).set("hours", hours);
        }
        return versions;
    }

    private String today() {
        return terms.effectiveFrom().toString().substring(0, "2026-01-01".length());
    }

    private void hours(String pointer, JsonNode timed, ArrayNode hours) {
        for (var one : timed) {
            var window = hours.addObject()
                    .put(
                            "from",
                            one.path("constraint").path("start_time").asText("").replaceAll(":00Z?$", ""))
                    .put(
                            "to",
                            one.path("constraint").path("end_time").asText("").replaceAll(":00Z?$", ""))
                    .put("zone", "UTC");
            prices(pointer, one.path("prices"), window);
        }
    }

    /** Whether there is any price that a card can say. */
    private boolean prices(String pointer, JsonNode prices, ObjectNode into) {
        var base = into.putObject("prices");
        var units = into.putObject("units");
        var tiers = new TreeMap<Long, ObjectNode>();
        prices.properties().forEach(field -> {
            var at = pointer + "/" + field.getKey();
            var meter = METERS.get(field.getKey());
            var unit = UNITS.get(field.getKey());
            if (meter != null && field.getValue().isObject()) {
                file.price(at + "/base", field.getValue().path("base"), 0).ifPresent(usd -> base.put(meter, usd));
                tiered(at + "/tiers", meter, field.getValue().path("tiers"), tiers);
            } else if (meter != null) {
                file.price(at, field.getValue(), 0).ifPresent(usd -> base.put(meter, usd));
            } else if (unit != null) {
                file.price(at, field.getValue(), EACH_OF_A_THOUSAND).ifPresent(usd -> units.put(unit, usd));
            }
        });
        tiers.forEach((over, own) -> into.withArrayProperty("context_tiers")
                .addObject()
                .put("over_input_tokens", over)
                .set("prices", own));
        return !base.isEmpty() || !units.isEmpty();
    }

    private void tiered(String pointer, String meter, JsonNode said, Map<Long, ObjectNode> tiers) {
        if (!said.isArray()
                || said.valueStream().anyMatch(tier -> !tier.path("start").isIntegralNumber())) {
            file.fault(pointer, "not_tiers", "tiers are a list of objects with start, a whole number, and price");
            return;
        }
        said.forEach(tier -> file.price(pointer, tier.path("price"), 0)
                .ifPresent(usd -> tiers.computeIfAbsent(tier.path("start").asLong(), over -> Json.object())
                        .put(meter, usd)));
    }
}
