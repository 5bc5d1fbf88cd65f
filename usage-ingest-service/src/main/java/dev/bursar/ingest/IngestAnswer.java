package dev.bursar.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageJson;
import dev.bursar.ingest.event.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Collects the outcomes of a request, in the order of its records. */
final class IngestAnswer {

    private final List<Outcome> outcomes = new ArrayList<>();
    private final ArrayNode lines = Json.object().arrayNode();
    private int accepted;

    /** @param index the record's place in the request */
    void add(int index, List<Outcome> ofRecord) {
        for (var outcome : ofRecord) {
            outcomes.add(outcome);
            var line = lines.addObject().put("index", index);
            if (outcome instanceof Outcome.Accepted taken) {
                accepted++;
                accepted(line, taken.event());
            } else {
                rejected(line, (Outcome.Rejected) outcome);
            }
        }
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Accepted, or understood and not acceptable. */
    int httpCode() {
        return accepted > 0 ? 202 : 422;
    }

    ObjectNode json() {
        var body = Json.object().put("accepted", accepted).put("rejected", outcomes.size() - accepted);
        body.set("outcomes", lines);
        return body;
    }

    private static void accepted(ObjectNode line, UsageEvent event) {
        line.put("outcome", "accepted").put("source", event.source()).put("id", event.id());
        event.part().ifPresent(part -> line.put("part", part));
        var told = line.putObject("usage")
                .put("provider", event.dimensions().provider())
                .put("model", event.dimensions().model());
        told.set("usage", UsageJson.write(event.usage()));
        event.series()
                .ifPresent(series ->
                        told.putObject("series").put("id", series.id()).put("start", series.start()));
    }

    private static void rejected(ObjectNode line, Outcome.Rejected rejected) {
        line.put("outcome", "rejected");
        rejected.source().ifPresent(source -> line.put("source", source));
        rejected.id().ifPresent(id -> line.put("id", id));
        line.put("reason", rejected.reason().code()).put("detail", rejected.detail());
    }
}
