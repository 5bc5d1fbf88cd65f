package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.UnpricedReason;
import dev.bursar.contract.usage.Dimensions;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Entries as the columns of one {@code INSERT … SELECT unnest}: an array each. */
final class EntryRows {

    /**
     * A column of the table.
     *
     * @param type of the array's elements on the wire
     * @param cast what the value is turned into by the database, empty where it is what it is
     */
    private record Column(
            String name, String type, String cast, IntFunction<Object[]> array, Function<LedgerEntry, Object> value) {}

    private static final List<Column> COLUMNS = columns();

    /** Parameter 1 is when the posting began; the arrays follow. */
    static final String INSERT = insert();

    private EntryRows() {}

    static Tuple tuple(Instant postedAt, List<LedgerEntry> entries) {
        var tuple = Tuple.tuple().addValue(LedgerStore.utc(postedAt));
        for (var column : COLUMNS) {
            var values = column.array().apply(entries.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.value().apply(entries.get(i));
            }
            tuple.addValue(values);
        }
        return tuple;
    }

    private static String insert() {
        var names = COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));
        var values = COLUMNS.stream()
                .map(column -> "e." + column.name() + column.cast())
                .collect(Collectors.joining(", "));
        var arrays = IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> "$" + (i + 2) + "::" + COLUMNS.get(i).type() + "[]")
                .collect(Collectors.joining(", "));
        return "insert into ledger_entry (posted_at, " + names + ") select $1::timestamptz, " + values + " from unnest("
                + arrays + ") as e(" + names + ")";
    }

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        columns.add(bigint("id", entry -> entry.id().number()));
        columns.add(new Column(
                "identity",
                "bytea",
                "",
                Buffer[]::new,
                entry -> Buffer.buffer(entry.identity().bytes())));
        columns.add(integer("revision", LedgerEntry::revision));
        columns.add(text("kind", entry -> entry.kind().code()));
        columns.add(bigint(
                "corrects", entry -> entry.corrects().map(EntryId::number).orElse(null)));
        columns.add(month(
                "corrects_month", entry -> entry.corrects().map(EntryId::month).orElse(null)));
        columns.add(time("occurred_at", LedgerEntry::time));
        columns.add(month("billing_period", LedgerEntry::billingPeriod));
        eventColumns(columns);
        Dimensions.NAMES.forEach(name ->
                columns.add(text(name, entry -> entry.dimensions().values().get(name))));
        columns.add(json("tags", entry -> EntryColumns.tags(entry.dimensions())));
        columns.add(text("model_canonical", LedgerEntry::modelCanonical));
        columns.add(integer("calls", LedgerEntry::calls));
        LedgerRow.METERS.forEach(meter ->
                columns.add(bigint(meter.name(), entry -> entry.usage().counts().get(meter))));
        columns.add(json("other_usage", entry -> EntryColumns.otherUsage(entry.usage())));
        columns.add(bigint("tokens_in", entry -> entry.usage().tokensIn()));
        columns.add(bigint("tokens_out", entry -> entry.usage().tokensOut()));
        costColumns(columns);
        return columns;
    }

    private static void eventColumns(List<Column> columns) {
        columns.add(text("source", entry -> entry.event().source()));
        columns.add(text("event_id", entry -> entry.event().id()));
        columns.add(text("response_id", entry -> entry.event().responseId().orElse(null)));
        columns.add(text("outcome", entry -> entry.event().outcome()));
        columns.add(bigint("duration_ms", entry -> {
            var duration = entry.event().durationMillis();
            return duration.isPresent() ? duration.getAsLong() : null;
        }));
        columns.add(text("hold", entry -> entry.hold().orElse(null)));
        columns.add(json("given", entry -> EntryColumns.given(entry.given())));
    }

    private static void costColumns(List<Column> columns) {
        columns.add(money("cost", entry -> entry.cost().usd()));
        columns.add(money("estimated_cost", entry -> entry.estimatedUsd().orElse(null)));
        columns.add(money("reported_cost", entry -> entry.reportedUsd().orElse(null)));
        columns.add(text("cost_state", entry -> entry.cost().state().code()));
        columns.add(text(
                "unpriced_reason",
                entry -> entry.cost().unpricedReason().map(UnpricedReason::code).orElse(null)));
        columns.add(text(
                "card_id",
                entry -> entry.cost().card().map(RateCard.Reference::id).orElse(null)));
        columns.add(integer(
                "card_version",
                entry -> entry.cost().card().map(RateCard.Reference::version).orElse(null)));
        columns.add(time(
                "card_effective_from",
                entry -> entry.cost()
                        .card()
                        .map(RateCard.Reference::effectiveFrom)
                        .orElse(null)));
        columns.add(json("derivation", entry -> EntryColumns.lines(entry.cost().lines())));
        columns.add(new Column(
                "approximate",
                "boolean",
                "",
                Boolean[]::new,
                entry -> entry.cost().approximate()));
    }

    private static Column text(String name, Function<LedgerEntry, Object> value) {
        return new Column(name, "text", "", String[]::new, value);
    }

    private static Column json(String name, Function<LedgerEntry, Object> value) {
        return new Column(name, "text", "::jsonb", String[]::new, value);
    }

    private static Column integer(String name, Function<LedgerEntry, Object> value) {
        return new Column(name, "integer", "", Integer[]::new, value);
    }

    private static Column bigint(String name, Function<LedgerEntry, Object> value) {
        return new Column(name, "bigint", "", Long[]::new, value);
    }

    private static Column time(String name, Function<LedgerEntry, Instant> value) {
        return new Column(name, "timestamptz", "", OffsetDateTime[]::new, entry -> {
            var instant = value.apply(entry);
            return instant == null ? null : LedgerStore.utc(instant);
        });
    }

    private static Column month(String name, Function<LedgerEntry, YearMonth> value) {
        return new Column(name, "date", "", LocalDate[]::new, entry -> {
            var month = value.apply(entry);
            return month == null ? null : month.atDay(1);
        });
    }

    private static Column money(String name, Function<LedgerEntry, BigDecimal> value) {
        return new Column(name, "numeric", "", Numeric[]::new, entry -> {
            var amount = value.apply(entry);
            return amount == null ? null : Numeric.create(amount);
        });
    }
}
