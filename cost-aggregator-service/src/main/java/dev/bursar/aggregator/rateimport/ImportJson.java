package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Difference.Change;
import dev.bursar.aggregator.rateimport.Difference.Price;
import dev.bursar.contract.Json;

/** The difference that an import makes, as JSON. */
final class ImportJson {

    private ImportJson() {}

    static ObjectNode write(Difference difference, PriceFile file) {
        var json = Json.object();
        long added = difference.changes().stream()
                .filter(change -> change.instead().isEmpty())
                .count();
        json.put("added", added)
                .put("changed", difference.changes().size() - added)
                .put("unchanged", difference.unchanged());
        var changes = json.putArray("changes");
        difference.changes().forEach(change -> write(changes.addObject(), change));
        var warnings = json.putArray("warnings");
        difference
                .changes()
                .forEach(change -> change.prices().stream()
                        .filter(Price::isLarge)
                        .forEach(price -> write(
                                warnings.addObject().put("id", change.card().id()), price)));
        var skipped = json.putArray("skipped");
        file.skipped()
                .forEach(one -> skipped.addObject().put("name", one.name()).put("reason", one.reason()));
        return json;
    }

    private static void write(ObjectNode json, Change change) {
        json.put("id", change.card().id())
                .put("change", change.instead().isEmpty() ? "added" : "changed")
                .put("effective_from", change.card().effectiveFrom().toString())
                .put("instead_of", change.instead().map(card -> card.id()).orElse(null));
        var prices = json.putArray("prices");
        change.prices().forEach(price -> write(prices.addObject(), price));
    }

    private static void write(ObjectNode json, Price price) {
        json.put("price", price.what())
                .put("from", price.from().map(Json::money).orElse(null))
                .put("to", price.to().map(Json::money).orElse(null));
    }
}
