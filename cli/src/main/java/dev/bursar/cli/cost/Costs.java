package dev.bursar.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cost report as the aggregator gives it. */
record Costs(String from, String to, String zone, String asOf, List<Row> rows, Row total) {

    private static final List<String> KINDS = List.of("tokens", "units");

    /**
     * What one group came to in one interval.
     *
     * @param group value by dimension; an absent value is null
     * @param meters count by meter: {@code tokens.input}, {@code units.web_search}
     */
    record Row(
            String start,
            String end,
            Map<String, String> group,
            BigDecimal cost,
            long calls,
            long unpricedCalls,
            Map<String, Long> meters,
            long tokensIn,
            long tokensOut) {

        Row {
            group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
            meters = Collections.unmodifiableMap(new LinkedHashMap<>(meters));
        }

        /** Whether nothing of it has a price. */
        boolean isUnpriced() {
            return unpricedCalls > 0 && unpricedCalls == calls && cost.signum() == 0;
        }
    }

    Costs {
        rows = List.copyOf(rows);
    }

    static Costs read(JsonNode body) {
        var rows = new ArrayList<Row>();
        body.path("rows").forEach(row -> rows.add(row(row)));
        return new Costs(
                body.path("from").asText(),
                body.path("to").asText(),
                body.path("zone").asText(),
                body.path("as_of").asText(),
                rows,
                row(body.path("total")));
    }

    private static Row row(JsonNode row) {
        var group = new LinkedHashMap<String, String>();
        row.path("group")
                .properties()
                .forEach(entry -> group.put(entry.getKey(), entry.getValue().textValue()));
        var meters = new LinkedHashMap<String, Long>();
        for (var kind : KINDS) {
            row.path(kind)
                    .properties()
                    .forEach(entry -> meters.put(
                            kind + "." + entry.getKey(), entry.getValue().asLong()));
        }
        return new Row(
                row.path("start").asText(),
                row.path("end").asText(),
                group,
                new BigDecimal(row.path("cost_usd").asText("0")),
                row.path("calls").asLong(),
                row.path("unpriced_calls").asLong(),
                meters,
                row.path("tokens_in").asLong(),
                row.path("tokens_out").asLong());
    }
}
