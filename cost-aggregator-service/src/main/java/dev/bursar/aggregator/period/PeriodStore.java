package dev.bursar.aggregator.period;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.BooksConfig;
import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Visibility;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table of billing periods, and what is booked in each. */
@ApplicationScoped
public class PeriodStore {

    private static final String PAGE = """
            select month, opened_at, closed_at, cost, corrections from billing_period
            where month < $1 order by month desc limit $2
            """;

    private static final String FIND = """
            select month, opened_at, closed_at, cost, corrections from billing_period where month = $1
            """;

    private static final String SUMS = """
            select billing_period as month, sum(cost) as cost,
                coalesce(sum(cost) filter (where occurred_at < m.start), 0) as corrections
            from ledger_entry join unnest(%s::date[], %s::timestamptz[]) as m(month, start) on m.month = billing_period
            where %s
            group by 1
            """;

    private static final String LOCK = "select pg_advisory_xact_lock($1)::text";

    /** With no posting under way: what is booked in the month is booked. */
    private static final String CLOSE = """
            insert into billing_period (month, opened_at, closed_at, closed_by, last_posting)
            select $1, clock_timestamp(), clock_timestamp(), $2, last_value from posting_id
            on conflict (month) do update
            set closed_at = excluded.closed_at, closed_by = excluded.closed_by, last_posting = excluded.last_posting
            where billing_period.closed_at is null
            """;

    private static final String RAISE_GENERATION = "update books set generation = generation + 1";

    private static final String KEEP = """
            update billing_period set cost = $2, corrections = $3 where month = $1 and closed_at is not null
            """;

    private static final String OPEN = """
            select month, opened_at, closed_at, cost, corrections from billing_period where closed_at is null order by month
            """;

    private static final String SINCE = "select month from billing_period where month >= $1";

    private static final String FIRST = "select min(opened_at) as first from billing_period";

    private static final String NOT_ADDED_UP = """
            select month, opened_at, closed_at, cost, corrections from billing_period
            where closed_at is not null and cost is null
            """;

    private final Pool pool;
    private final BooksConfig config;

    PeriodStore(Pool pool, BooksConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private record Sums(BigDecimal cost, BigDecimal corrections) {
        static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The latest first, with what is visible of each. */
    Uni<List<Period>> page(YearMonth before, int most, Visibility visible) {
        return pool.preparedQuery(PAGE).execute(Tuple.of(before.atDay(1), most)).chain(rows -> periods(rows, visible));
    }

    /** One month, if the books know it. */
    Uni<Optional<Period>> find(YearMonth month, Visibility visible) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(month.atDay(1)))
                .chain(rows -> periods(rows, visible))
                .map(periods -> periods.stream().findFirst());
    }

    /** When a month closed, empty while it is open. */
    public Uni<Optional<Instant>> closedAt(YearMonth month) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(month.atDay(1)))
                .map(rows -> periods(rows, Map.of()).stream().findFirst().flatMap(Period::closedAt));
    }

    /** Those that are not closed. */
    Uni<List<Period>> open() {
        return pool.query(OPEN).execute().map(rows -> periods(rows, Map.of()));
    }

    /** The month in which the first entry was booked, in the books' zone; empty while there is none. */
    Uni<Optional<YearMonth>> first() {
        return pool.query(FIRST)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("first"))
                        .map(first -> YearMonth.from(first.atZoneSameInstant(config.booksZone()))));
    }

    /** Those that the books have lived through without an entry in them, and that nobody closed. */
    Uni<List<YearMonth>> unheard(YearMonth before) {
        return first().chain(first -> first.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(SINCE)
                        .execute(Tuple.of(first.get().atDay(1)))
                        .map(rows -> {
                            var heard = months(rows);
                            return first.get()
                                    .atDay(1)
                                    .datesUntil(before.atDay(1), java.time.Period.ofMonths(1))
                                    .filter(month -> !heard.contains(month))
                                    .map(YearMonth::from)
                                    .toList();
                        }));
    }

    /** Closes a month, once: later entries are booked in another one. */
    Uni<Void> close(YearMonth month, String by) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(AdvisoryLock.GENERATION.key()))
                .chain(() -> connection.preparedQuery(CLOSE).execute(Tuple.of(month.atDay(1), by)))
                .chain(closed -> closed.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : connection.query(RAISE_GENERATION).execute().replaceWithVoid()));
    }

    /** Adds closed months up that are not yet, after which nobody needs to again. */
    Uni<Void> addUp() {
        return pool.query(NOT_ADDED_UP)
                .execute()
                .chain(rows -> sums(months(rows), new Visibility.Everything()))
                .chain(sums -> sums.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : pool.preparedQuery(KEEP)
                                .executeBatch(sums.entrySet().stream()
                                        .map(month -> Tuple.of(
                                                month.getKey(),
                                                Numeric.create(month.getValue().cost()),
                                                Numeric.create(month.getValue().corrections())))
                                        .toList())
                                .replaceWithVoid());
    }

    private Uni<List<Period>> periods(RowSet<Row> rows, Visibility visible) {
        var unknown = visible instanceof Visibility.Everything
                ? StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getBigDecimal("cost") == null)
                        .map(row -> row.getLocalDate("month"))
                        .toList()
                : months(rows);
        return sums(unknown, visible).map(sums -> periods(rows, sums));
    }

    private static List<Period> periods(RowSet<Row> rows, Map<LocalDate, Sums> sums) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> period(row, sums.getOrDefault(row.getLocalDate("month"), stored(row))))
                .toList();
    }

    private static Sums stored(Row row) {
        return row.getBigDecimal("cost") == null
                ? Sums.NONE
                : new Sums(row.getBigDecimal("cost"), row.getBigDecimal("corrections"));
    }

    private static Period period(Row row, Sums sums) {
        return new Period(
                YearMonth.from(row.getLocalDate("month")),
                row.getOffsetDateTime("opened_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("closed_at")).map(OffsetDateTime::toInstant),
                sums.cost(),
                sums.corrections());
    }

    /** Every month asked for has sums. */
    private Uni<Map<LocalDate, Sums>> sums(List<LocalDate> months, Visibility visible) {
        if (months.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var sql = new LedgerSql();
        var firsts = sql.bind(months.toArray(LocalDate[]::new));
        var starts = sql.bind(months.stream()
                .map(month -> month.atStartOfDay(config.booksZone()).toInstant().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
        visible.restrict(sql);
        return pool.preparedQuery(SUMS.formatted(firsts, starts, sql.conditions()))
                .execute(sql.parameters())
                .map(rows -> {
                    var sums = new HashMap<LocalDate, Sums>();
                    months.forEach(month -> sums.put(month, Sums.NONE));
                    rows.forEach(row -> sums.put(
                            row.getLocalDate("month"),
                            new Sums(row.getBigDecimal("cost"), row.getBigDecimal("corrections"))));
                    return sums;
                });
    }

    private static List<LocalDate> months(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLocalDate("month"))
                .toList();
    }
}
