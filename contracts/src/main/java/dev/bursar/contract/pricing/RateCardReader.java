package dev.bursar.contract.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.StoredText;
import dev.bursar.contract.pricing.RateCard.Origin;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a rate card strictly: a word that is not known would be a price that is not applied. */
final class RateCardReader {

    private static final Set<String> CARD = Set.of(
            "id",
            "version",
            "provider",
            "match",
            "effective_from",
            "currency",
            "prices",
            "units",
            "context_tiers",
            "service_tiers",
            "regions",
            "hours",
            "minimums",
            "tokenizer",
            "built_in",
            "source",
            "as_of");
    private static final Set<String> MATCH = Set.of("exact", "prefix", "alias");

    private final CardFields card;

    private RateCardReader(CardFields card) {
        this.card = card;
    }

    static RateCard read(String id, int version, JsonNode body) {
        StoredText.firstUnfit(body).ifPresent(at -> {
            throw new Malformed(at, "control_character", "a text has a control character or half a surrogate pair");
        });
        var reader = new RateCardReader(CardFields.of(body, "", CARD));
        reader.requireSupported(id);
        try {
            return reader.card(id, version);
        } catch (IllegalArgumentException e) {
            throw new Malformed("", "out_of_range", e.getMessage());
        }
    }

    private void requireSupported(String id) {
        var currency = card.text("currency", "USD");
        if (!currency.equals("USD")) {
            throw card.malformed(
                    "currency",
                    "currency_unsupported",
                    "the books are in USD, the card in " + currency + ": convert its prices");
        }
        if (!card.text("id", id).equals(id)) {
            throw card.malformed("id", "another_id", "the card's id is another than that it is put under");
        }
    }

    private RateCard card(String id, int version) {
        return new RateCard(
                id,
                version,
                card.flag("built_in") ? Origin.BUILT_IN : Origin.OPERATOR,
                card.required("provider"),
                match(),
                card.instant("effective_from"),
                TariffReader.read(card),
                Optional.of(card.text("tokenizer", "")).filter(name -> !name.isEmpty()),
                card.text("source", ""),
                card.date("as_of", RateCard.UNDATED));
    }

    private ModelMatch match() {
        var match = card.object("match", MATCH);
        var exact = names(match, "exact");
        var prefix = names(match, "prefix");
        var alias = names(match, "alias");
        if (exact.isEmpty() && prefix.isEmpty() && alias.isEmpty()) {
            throw card.malformed(
                    "match",
                    "empty",
                    "which models? match needs a name under exact or alias, or a beginning under prefix");
        }
        return new ModelMatch(exact, prefix, alias);
    }

    private static Set<String> names(CardFields match, String field) {
        var names = new TreeSet<String>();
        match.array(field).forEach(name -> {
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw match.malformed(field, "not_a_string", "a model name is a string");
            }
            names.add(name.textValue());
        });
        return names;
    }
}
