package dev.bursar.aggregator.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.PriceLine;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsageJson;
import java.math.BigDecimal;
import java.util.Optional;

/** A ledger entry as JSON: the body of the API and the message on the topic of priced usage. */
public final class LedgerEntryJson {

    private LedgerEntryJson() {}

    public static ObjectNode write(LedgerEntry entry) {
        var object = Json.object()
                .put("id", entry.id().text())
                .put("kind", entry.kind().code());
        object.set("event", event(entry));
        object.put("revision", entry.revision())
                .put("time", entry.time().toString())
                .put("posted_at", entry.postedAt().toString())
                .put("billing_period", entry.billingPeriod().toString());
        UsageEventJson.putDimensions(object.putObject("dimensions"), entry.dimensions());
        var attribution = entry.given().attribution();
        if (!attribution.isEmpty()) {
            object.set("reattributed", EntryColumns.attribution(attribution));
        }
        object.put("model_canonical", entry.modelCanonical());
        object.set("usage", UsageJson.write(entry.usage()));
        object.put("calls", entry.calls());
        entry.given().total().ifPresent(total -> object.set("series", series(total)));
        putCost(object, entry);
        return object.put("approximate", entry.cost().approximate())
                .put("hold", entry.hold().orElse(null))
                .put("corrects", entry.corrects().map(EntryId::text).orElse(null));
    }

    private static ObjectNode series(Given.Total total) {
        var series = Json.object().put("id", total.series());
        series.set("total", UsageJson.write(total.usage()));
        total.anew().ifPresent(anew -> series.put("begins_anew", anew.code()));
        return series;
    }

    private static ObjectNode event(LedgerEntry entry) {
        var event = Json.object()
                .put("principal", entry.dimensions().principal())
                .put("source", entry.event().source())
                .put("id", entry.event().id())
                .put("response_id", entry.event().responseId().orElse(null))
                .put("status", entry.event().outcome());
        entry.event().durationMillis().ifPresent(millis -> event.put("duration_ms", millis));
        return event;
    }

    private static void putCost(ObjectNode object, LedgerEntry entry) {
        var cost = entry.cost();
        object.put("cost_usd", Json.money(cost.usd()))
                .put("estimated_cost_usd", money(entry.estimatedUsd()))
                .put("cost_state", cost.state().code())
                .put(
                        "unpriced_reason",
                        cost.unpricedReason().map(reason -> reason.code()).orElse(null));
        object.set("rate_card", cost.card().map(LedgerEntryJson::card).orElse(null));
        var lines = object.putArray("lines");
        cost.lines().forEach(line -> lines.add(line(line)));
        object.put("reported_cost_usd", money(entry.reportedUsd()));
    }

    private static ObjectNode card(RateCard.Reference card) {
        return Json.object()
                .put("id", card.id())
                .put("version", card.version())
                .put("effective_from", card.effectiveFrom().toString());
    }

    private static ObjectNode line(PriceLine line) {
        return Json.object()
                .put("meter", line.meter().name())
                .put("quantity", line.quantity())
                .put(line.meter().isToken() ? "price_per_million_usd" : "price_per_unit_usd", Json.money(line.price()))
                .put("tier", line.tier())
                .put("cost_usd", Json.money(line.costUsd()));
    }

    private static String money(Optional<BigDecimal> usd) {
        return usd.map(Json::money).orElse(null);
    }
}
