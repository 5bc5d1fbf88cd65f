package dev.bursar.contract.pricing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.bursar.contract.pricing.RateCard.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rate cards that come with Bursar, one readable file per provider. A file says once what its cards share, and the
 * cards what differs; versions of a card follow each other by {@code effective_from}. A card without {@code match} means
 * the model that its id names, one with {@code same_as} costs what another does, in all its versions.
 */
public final class BuiltInRateCards {

    /** The names of the files. */
    static final List<String> FILES = List.of(
            "anthropic",
            "azure-openai",
            "bedrock",
            "cerebras",
            "cohere",
            "deepseek",
            "google",
            "groq",
            "mistral",
            "openai",
            "openrouter",
            "xai");

    private static final List<String> SHARED = List.of("provider", "effective_from", "source", "as_of", "tokenizer");
    private static final String SAME_AS = "same_as";
    private static final String UNITS = "units";

    private BuiltInRateCards() {}

    /** Every built-in card. */
    public static RateCards load() {
        var files = FILES.stream().map(name -> read("rates/" + name + ".yaml")).toList();
        var own = new HashMap<String, List<ObjectNode>>();
        files.forEach(file -> file.path("cards").forEach(card -> {
            if (!card.has(SAME_AS)) {
                own.computeIfAbsent(card.path("id").asText(), id -> new ArrayList<>())
                        .add(whole(file, (ObjectNode) card));
            }
        }));
        var cards = new ArrayList<RateCard>();
        files.forEach(file -> cards.addAll(cards(file, own)));
        return new RateCards(cards);
    }

    private static List<RateCard> cards(JsonNode file, Map<String, List<ObjectNode>> own) {
        var versions = new HashMap<String, Integer>();
        var cards = new ArrayList<RateCard>();
        for (var card : file.path("cards")) {
            var id = card.path("id").asText();
            for (var version : versions(file, (ObjectNode) card, own)) {
                cards.add(RateCardJson.read(id, versions.merge(id, 1, Integer::sum), withUnits(file, version))
                        .withOrigin(Origin.BUILT_IN));
            }
        }
        return cards;
    }

    private static List<ObjectNode> versions(JsonNode file, ObjectNode card, Map<String, List<ObjectNode>> own) {
        if (!card.has(SAME_AS)) {
            return List.of(whole(file, card));
        }
        var others = own.get(card.path(SAME_AS).asText());
        if (others == null) {
            throw new IllegalArgumentException(card.path("id") + " is the same as a card that is not there");
        }
        return others.stream().map(other -> likeness(file, card, other)).toList();
    }

    /** The prices, dates and names of another card under this one's id and source. */
    private static ObjectNode likeness(JsonNode file, ObjectNode card, ObjectNode other) {
        var like = other.deepCopy();
        like.set("provider", file.get("provider"));
        like.set("source", file.get("source"));
        like.setAll(card);
        like.remove(SAME_AS);
        return like;
    }

    private static ObjectNode whole(JsonNode file, ObjectNode card) {
        var whole = card.deepCopy();
        SHARED.stream().filter(file::has).filter(field -> !whole.has(field)).forEach(field -> {
            whole.set(field, file.get(field));
        });
        return withMatch(whole);
    }

    /** What a provider asks for other things than tokens, whatever the model; a card's own price comes first. */
    private static ObjectNode withUnits(JsonNode file, ObjectNode card) {
        if (!file.has(UNITS)) {
            return card;
        }
        var all = card.deepCopy();
        var units = all.withObjectProperty(UNITS);
        file.path(UNITS).properties().forEach(unit -> units.putIfAbsent(unit.getKey(), unit.getValue()));
        return all;
    }

    private static ObjectNode withMatch(ObjectNode card) {
        if (!card.has("match")) {
            var prefix = card.path("provider").asText() + "/";
            card.putObject("match")
                    .putArray("exact")
                    .add(card.path("id").asText().substring(prefix.length()));
        }
        return card;
    }

    private static JsonNode read(String resource) {
        try (var in = BuiltInRateCards.class.getResourceAsStream(resource)) {
            var yaml = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
            return yaml.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in rate cards " + resource, e);
        }
    }
}
