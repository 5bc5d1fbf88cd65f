package dev.bursar.aggregator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A report of costs as JSON. */
final class CostsJson {

    private static final Comparator<Costs.Line> ORDER = Comparator.comparing(
                    (Costs.Line line) -> line.interval().start())
            .thenComparing(line -> line.costs().usd(), Comparator.reverseOrder())
            .thenComparing(line -> line.group().toString());

    private CostsJson() {}

    /** The lines in order of time, the costliest first; the total is their sum. */
    static ObjectNode write(CostQuery query, List<Costs.Line> lines, Instant now) {
        var body = Json.object()
                .put("from", query.span().start().toString())
                .put("to", query.span().end().toString())
                .put("zone", query.zone().getId())
                .put("as_of", query.asOf().orElse(now).toString());
        query.period().ifPresent(period -> body.put("period", period.toString()));
        var rows = body.putArray("rows");
        lines.stream().sorted(ORDER).forEach(line -> rows.add(line(line)));
        var total = lines.stream().map(Costs.Line::costs).reduce(Costs.NONE, Costs::plus);
        var sum = Json.object()
                .put("start", query.span().start().toString())
                .put("end", query.span().end().toString());
        body.set("total", put(sum, total));
        return body;
    }

    private static ObjectNode line(Costs.Line line) {
        var row = Json.object()
                .put("start", line.interval().start().toString())
                .put("end", line.interval().end().toString());
        var group = row.putObject("group");
        line.group().forEach(group::put);
        return put(row, line.costs());
    }

    private static ObjectNode put(ObjectNode row, Costs costs) {
        row.put("cost_usd", Json.money(costs.usd()))
                .put("calls", costs.calls())
                .put("unpriced_calls", costs.unpricedCalls());
        var tokens = row.putObject("tokens");
        var units = Json.object();
        costs.units().forEach((meter, count) -> (meter.isToken() ? tokens : units).put(meter.name(), count));
        row.set("units", units);
        return row.put("tokens_in", costs.tokensIn()).put("tokens_out", costs.tokensOut());
    }
}
