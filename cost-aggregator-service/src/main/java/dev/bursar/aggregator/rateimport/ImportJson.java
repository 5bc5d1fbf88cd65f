package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.rateimport.Difference.Change;
import dev.bursar.aggregator.rateimport.Difference.Price;
import dev.bursar.aggregator.rateimport.Difference.Warning;
import dev.bursar.aggregator.rateimport.PriceFile.LeftOut;
import dev.bursar.contract.Json;
import java.util.List;

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
        difference.warnings().forEach(warning -> write(warnings.addObject(), warning));
        leftOut(json.putArray("skipped"), file.skipped());
        leftOut(json.putArray("narrowed"), file.narrowed());
        return json;
    }

    private static void write(ObjectNode json, Warning warning) {
        json.put("id", warning.card()).put("warning", warning.kind().code());
        warning.price().ifPresent(price -> write(json, price));
    }

    private static void leftOut(ArrayNode json, List<LeftOut> all) {
        all.forEach(one -> json.addObject()
                .put("name", one.name())
                .put("reason", one.why().code())
                .put("detail", one.detail()));
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
