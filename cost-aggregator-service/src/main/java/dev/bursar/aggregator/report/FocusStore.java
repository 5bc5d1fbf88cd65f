package dev.bursar.aggregator.report;

import dev.bursar.aggregator.BooksConfig;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Visibility;
import dev.bursar.contract.budget.Window.Calendar;
import dev.bursar.contract.budget.Window.CalendarUnit;
import dev.bursar.contract.budget.Window.Interval;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.usage.Meter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds up the ledger by the lines of its prices, a day and the labels at a time. */
@ApplicationScoped
class FocusStore {

    private static final int FETCHED = 500;

    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String SPAN = """
            select min(occurred_at) as first, max(occurred_at) as last from ledger_entry where %s
            """;

    /**
     * Of each entry the priced meters, then those without a price, then what it costs beyond its meters. Ordered by bytes,
     * and amounts without trailing zeros, so that the same entries give the same text on every database.
     */
    private static final String CHARGES = """
            with entry as (
                select id, posted_at, width_bucket(occurred_at, %1$s::timestamptz[]) as day, billing_period,
                    provider collate "C" as provider, model_canonical collate "C" as model_canonical, %2$s,
                    tags::text collate "C" as tags, cost_state collate "C" as cost_state,
                    unpriced_reason collate "C" as unpriced_reason, card_id collate "C" as card_id, card_version,
                    card_effective_from, derivation, cost, calls, input, cache_read, cache_write_5m, cache_write_1h,
                    output, reasoning, other_usage
                from ledger_entry where %3$s
            ), line as (
                select entry.*, l.meter, l.quantity, l.price, l.rate_tier, l.amount
                from entry cross join lateral (
                    with priced as (
                        select p.line ->> 0 as meter, (p.line ->> 1)::numeric as quantity,
                            trim_scale((p.line ->> 2)::numeric) as price, p.line ->> 3 as rate_tier,
                            (p.line ->> 4)::numeric as amount
                        from jsonb_array_elements(derivation) as p(line)
                    )
                    select * from priced
                    union all
                    select m.meter, m.quantity, null, null, 0
                    from (
                        values ('input', input), ('cache_read', cache_read), ('cache_write_5m', cache_write_5m),
                            ('cache_write_1h', cache_write_1h), ('output', output), ('reasoning', reasoning)
                        union all
                        select o.key, o.value::bigint from jsonb_each_text(other_usage) o
                    ) as m(meter, quantity)
                    where m.quantity <> 0 and m.meter not in (select meter from priced)
                    union all
                    select null, calls, null, null, cost - coalesce((select sum(amount) from priced), 0)
                    where cost <> coalesce((select sum(amount) from priced), 0)
                ) l
            )
            select day, billing_period, provider, model_canonical, %4$s, tags, meter collate "C" as meter, price,
                rate_tier collate "C" as rate_tier, cost_state, unpriced_reason, card_id, card_version,
                card_effective_from, sum(quantity) as quantity, trim_scale(sum(amount)) as amount
            from line
            group by day, billing_period, provider, model_canonical, %4$s, tags, line.meter collate "C", price,
                line.rate_tier collate "C", cost_state, unpriced_reason, card_id, card_version, card_effective_from
            having sum(quantity) <> 0 or sum(amount) <> 0
            order by day, billing_period, provider, model_canonical, %4$s, tags, meter, price, rate_tier, cost_state,
                unpriced_reason, card_id, card_version, card_effective_from
            """;

    private static final String LABELS = String.join(", ", FocusColumn.LABELS);
    private static final String LABELS_BY_BYTES = FocusColumn.LABELS.stream()
            .map(name -> name + " collate \"C\" as " + name)
            .collect(Collectors.joining(", "));

    private final Pool pool;
    private final BooksConfig config;

    FocusStore(Pool pool, BooksConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** The charges of a report, as fast as they are asked for. The connection is taken until the last one. */
    Multi<FocusCharge> charges(CostQuery query, Visibility visible) {
        return Multi.createFrom()
                .resourceFromUni(
                        pool::getConnection,
                        connection -> connection
                                .begin()
                                .chain(() -> connection.query(ONE_SNAPSHOT).execute())
                                .chain(() -> days(connection, query, visible))
                                .onItem()
                                .transformToMulti(days -> charges(connection, days, query, visible)))
                .withFinalizer(SqlConnection::close);
    }

    /** Every day, in the books' zone, that an entry is of. */
    private Uni<List<Interval>> days(SqlConnection connection, CostQuery query, Visibility visible) {
        var sql = new LedgerSql();
        query.addTo(sql, visible);
        return connection
                .preparedQuery(SPAN.formatted(sql.conditions()))
                .execute(sql.parameters())
                .map(rows -> rows.iterator().next())
                .map(span -> span.getOffsetDateTime("first") == null
                        ? List.of()
                        : new Calendar(CalendarUnit.DAY, config.booksZone())
                                .covering(new Interval(
                                        span.getOffsetDateTime("first").toInstant(),
                                        span.getOffsetDateTime("last")
                                                .toInstant()
                                                .plusNanos(1_000))));
    }

    private Multi<FocusCharge> charges(
            SqlConnection connection, List<Interval> days, CostQuery query, Visibility visible) {
        if (days.isEmpty()) {
            return Multi.createFrom().empty();
        }
        var sql = new LedgerSql();
        var starts = sql.bind(
                days.stream().map(day -> day.start().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
        query.addTo(sql, visible);
        var text = CHARGES.formatted(starts, LABELS_BY_BYTES, sql.conditions(), LABELS);
        return rows(connection, text, sql.parameters()).map(row -> charge(row, days));
    }

    private static Multi<Row> rows(SqlConnection connection, String text, Tuple parameters) {
        return connection
                .prepare(text)
                .onItem()
                .transformToMulti(
                        statement -> statement.createStream(FETCHED, parameters).toMulti());
    }

    private FocusCharge charge(Row row, List<Interval> days) {
        var labels = new HashMap<String, String>();
        FocusColumn.LABELS.forEach(name -> text(row, name).ifPresent(value -> labels.put(name, value)));
        var month = new Calendar(CalendarUnit.MONTH, config.booksZone());
        return new FocusCharge(
                days.get(row.getInteger("day") - 1),
                month.at(row.getLocalDate("billing_period")
                        .atStartOfDay(config.booksZone())
                        .toInstant()),
                row.getString("provider"),
                row.getString("model_canonical"),
                labels,
                text(row, "tags"),
                text(row, "meter").map(Meter::of),
                row.getBigDecimal("quantity"),
                Optional.ofNullable(row.getBigDecimal("price")),
                text(row, "rate_tier"),
                row.getBigDecimal("amount"),
                CostState.of(row.getString("cost_state")),
                text(row, "unpriced_reason"),
                text(row, "card_id")
                        .map(id -> new RateCard.Reference(
                                id,
                                row.getInteger("card_version"),
                                row.getOffsetDateTime("card_effective_from").toInstant())));
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
