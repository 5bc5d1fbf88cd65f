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

/**
 * The rate cards that come with Bursar, one readable file per provider. A file holds {@code provider},
 * {@code effective_from}, {@code source} and {@code as_of} once, and the cards with what differs; versions of a card
 * follow each other by {@code effective_from}.
 */
public final class BuiltInRateCards {

    private static final List<String> FILES = List.of("anthropic", "google", "openai");
    private static final List<String> SHARED = List.of("provider", "effective_from", "source", "as_of");

    private BuiltInRateCards() {}

    /** Every built-in card. */
    public static RateCards load() {
        var cards = new ArrayList<RateCard>();
        FILES.forEach(file -> cards.addAll(file(file)));
        return new RateCards(cards);
    }

    private static List<RateCard> file(String name) {
        var file = read("rates/" + name + ".yaml");
        var versions = new HashMap<String, Integer>();
        var cards = new ArrayList<RateCard>();
        for (var entry : file.path("cards")) {
            var card = ((ObjectNode) entry).deepCopy();
            SHARED.forEach(field -> {
                if (!card.has(field)) {
                    card.set(field, file.get(field));
                }
            });
            var id = card.path("id").asText();
            cards.add(RateCardJson.read(id, versions.merge(id, 1, Integer::sum), card)
                    .withOrigin(Origin.BUILT_IN));
        }
        return cards;
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
