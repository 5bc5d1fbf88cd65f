package dev.bursar.aggregator.report;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Visibility;
import dev.bursar.contract.usage.Meter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Adds up the ledger for reports. */
@ApplicationScoped
class CostStore {

    /** The meters that have columns of their own. */
    private static final List<Meter> METERS = List.of(
            Meter.INPUT, Meter.CACHE_READ, Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H, Meter.OUTPUT, Meter.REASONING);

    /** Both queries see the same ledger. */
    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String SUMS = """
            select %s%s,
                sum(cost) as cost, sum(calls) as calls,
                coalesce(sum(calls) filter (where cost_state = 'unpriced'), 0) as unpriced_calls,
                sum(tokens_in) as tokens_in, sum(tokens_out) as tokens_out,
                sum(input) as input, sum(cache_read) as cache_read, sum(cache_write_5m) as cache_write_5m,
                sum(cache_write_1h) as cache_write_1h, sum(output) as output, sum(reasoning) as reasoning
            from ledger_entry
            where %s
            group by 1%s
            having sum(calls) <> 0 or sum(cost) <> 0 or sum(tokens_in) <> 0 or sum(tokens_out) <> 0
            """;

    private static final String OTHER_METERS = """
            select %s%s, other.key as meter, sum(other.value::bigint) as units
            from ledger_entry cross join lateral jsonb_each_text(other_usage) other
            where other_usage is not null and %s
            group by 1%s, other.key
            """;

    private final Pool pool;

    CostStore(Pool pool) {
        this.pool = pool;
    }

    /** What identifies a line: its interval's number, then its group's values. */
    private record Place(int interval, List<String> values) {}

    Uni<List<Costs.Line>> lines(CostQuery query, Visibility visible) {
        return pool.withTransaction(connection -> connection
                .query(ONE_SNAPSHOT)
                .execute()
                .chain(() -> run(connection, SUMS, query, visible))
                .chain(sums ->
                        run(connection, OTHER_METERS, query, visible).map(others -> lines(query, sums, others))));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String text, CostQuery query, Visibility visible) {
        var sql = new LedgerSql();
        var columns =
                query.groupBy().stream().map(name -> ", " + sql.dimension(name)).collect(Collectors.joining());
        var interval = interval(sql, query);
        query.addTo(sql, visible);
        var groups = IntStream.range(0, query.groupBy().size())
                .mapToObj(i -> ", " + (i + 2))
                .collect(Collectors.joining());
        return connection
                .preparedQuery(text.formatted(interval, columns, sql.conditions(), groups))
                .execute(sql.parameters());
    }

    /** The expression of the interval's number. */
    private static String interval(LedgerSql sql, CostQuery query) {
        if (query.period().isPresent()) {
            return "1";
        }
        var starts = query.intervals().stream()
                .map(interval -> interval.start().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return "width_bucket(occurred_at, " + sql.bind(starts) + "::timestamptz[])";
    }

    private static List<Costs.Line> lines(CostQuery query, RowSet<Row> sums, RowSet<Row> others) {
        int values = query.groupBy().size();
        var units = new HashMap<Place, TreeMap<Meter, Long>>();
        others.forEach(row -> units.computeIfAbsent(place(row, values), place -> new TreeMap<>())
                .put(Meter.of(row.getString("meter")), whole(row, "units")));
        var lines = new ArrayList<Costs.Line>(sums.size());
        sums.forEach(row -> {
            var place = place(row, values);
            var costs = costs(row, units.getOrDefault(place, new TreeMap<>()));
            lines.add(new Costs.Line(
                    query.intervals().get(place.interval() - 1), group(query.groupBy(), place.values()), costs));
        });
        return lines;
    }

    private static Place place(Row row, int values) {
        var group = new ArrayList<String>(values);
        for (int i = 1; i <= values; i++) {
            group.add(row.getString(i));
        }
        return new Place(row.getInteger(0), group);
    }

    private static Map<String, String> group(List<String> names, List<String> values) {
        var group = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            group.put(names.get(i), values.get(i));
        }
        return group;
    }

    private static Costs costs(Row row, TreeMap<Meter, Long> units) {
        for (var meter : METERS) {
            if (row.getBigDecimal(meter.name()) != null) {
                units.put(meter, whole(row, meter.name()));
            }
        }
        return new Costs(
                row.getBigDecimal("cost"),
                whole(row, "calls"),
                whole(row, "unpriced_calls"),
                whole(row, "tokens_in"),
                whole(row, "tokens_out"),
                units);
    }

    /** Sums of whole numbers are numeric. */
    private static long whole(Row row, String column) {
        BigDecimal sum = row.getBigDecimal(column);
        return sum.longValueExact();
    }
}
