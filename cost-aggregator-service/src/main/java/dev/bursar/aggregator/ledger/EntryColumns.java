package dev.bursar.aggregator.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.PriceLine;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsageJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON columns of a ledger entry: tags, meters without a column, and the derivation of the cost. */
final class EntryColumns {

    private EntryColumns() {}

    /** The tags by name, null where there are none. */
    static String tags(Dimensions dimensions) {
        var tags = Json.object();
        dimensions.values().tailMap(Dimensions.TAG_PREFIX).forEach((name, value) -> {
            if (name.startsWith(Dimensions.TAG_PREFIX)) {
                tags.put(name.substring(Dimensions.TAG_PREFIX.length()), value);
            }
        });
        return tags.isEmpty() ? null : tags.toString();
    }

    static Map<String, String> readTags(String json) {
        var tags = new TreeMap<String, String>();
        read(json)
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        return tags;
    }

    /** Every meter that has no column, null where there is none. */
    static String otherUsage(Usage usage) {
        if (LedgerRow.METERS.containsAll(usage.counts().keySet())) {
            return null;
        }
        var other = new TreeMap<>(usage.counts());
        other.keySet().removeAll(LedgerRow.METERS);
        return UsageJson.write(Usage.of(other)).toString();
    }

    static Map<Meter, Long> readOtherUsage(String json) {
        return UsageJson.readWritten(read(json)).counts();
    }

    /** What was given besides, null where there is nothing. */
    static String given(Given given) {
        if (given.equals(Given.PLAIN)) {
            return null;
        }
        var json = Json.object();
        if (given.scope() == Scope.RUN) {
            json.put("scope", "run");
        }
        if (given.approximate()) {
            json.put("approximate", true);
        }
        given.total().ifPresent(total -> {
            json.put("series", total.series()).set("total", UsageJson.write(total.usage()));
            total.anew().ifPresent(anew -> json.put("anew", anew.code()));
        });
        if (!given.attribution().isEmpty()) {
            json.set("reattributed", attribution(given.attribution()));
        }
        return json.toString();
    }

    static Given readGiven(String column) {
        var json = read(column);
        var total = json.has("series")
                ? Optional.of(new Given.Total(
                        json.get("series").textValue(),
                        UsageJson.readWritten(json.get("total")),
                        Optional.ofNullable(json.path("anew").textValue()).map(Given.Anew::of)))
                : Optional.<Given.Total>empty();
        return new Given(
                json.has("scope") ? Scope.RUN : Scope.CALL,
                json.path("approximate").booleanValue(),
                total,
                readAttribution(json.path("reattributed")));
    }

    /** By name, null where the dimension is taken away. */
    static ObjectNode attribution(Attribution attribution) {
        var json = Json.object();
        attribution.set().forEach((name, value) -> json.put(name, value.orElse(null)));
        return json;
    }

    private static Attribution readAttribution(JsonNode json) {
        var set = new TreeMap<String, Optional<String>>();
        json.properties()
                .forEach(field -> set.put(
                        field.getKey(), Optional.ofNullable(field.getValue().textValue())));
        return new Attribution(set);
    }

    /** {@code [[meter, quantity, price, tier, cost], …]}, money as strings. */
    static String lines(List<PriceLine> lines) {
        var json = new StringBuilder(32 + 64 * lines.size()).append('[');
        for (var line : lines) {
            json.append(json.length() > 1 ? ",[\"" : "[\"").append(line.meter().name());
            json.append("\",").append(line.quantity());
            json.append(",\"").append(line.price().toPlainString()).append("\",\"");
            JsonStringEncoder.getInstance().quoteAsString(line.tier(), json);
            json.append("\",\"").append(line.costUsd().toPlainString()).append("\"]");
        }
        return json.append(']').toString();
    }

    static List<PriceLine> readLines(String json) {
        var lines = new ArrayList<PriceLine>();
        for (var line : read(json)) {
            lines.add(new PriceLine(
                    Meter.of(line.get(0).textValue()),
                    line.get(1).longValue(),
                    new BigDecimal(line.get(2).textValue()),
                    line.get(3).textValue(),
                    new BigDecimal(line.get(4).textValue())));
        }
        return lines;
    }

    static JsonNode read(String column) {
        try {
            return Json.read(column);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds what is not JSON", e);
        }
    }
}
