package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Limit;
import dev.bursar.contract.budget.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the ledger adds up to for a budget, by account and window. The sums are made by the database from the entries
 * alone: a second way to the numbers that postings count up one by one.
 */
public final class LedgerSums {

    /** Windows that ended longer ago are not counted up again, nor kept. */
    public static final Duration KEPT = Duration.ofDays(100);

    /** Events may come a little from the future. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final String SUMS = """
            select sum(%s), width_bucket(occurred_at, %s::timestamptz[])%s
            from ledger_entry %s
            where %s
            group by 2%s
            """;

    /** Before the values of a row come its sum and its window. */
    private static final int FIRST_VALUE = 2;

    private LedgerSums() {}

    /** Which entries are added up. */
    public sealed interface Entries {

        /** Those of every posting up to and with this one. */
        record UpTo(long posting) implements Entries {}

        /** Those of these postings. */
        record Of(List<Long> postings) implements Entries {}

        /** Those of the postings that are marked as audited. */
        record Audited() implements Entries {}
    }

    /** The sums in the order of account key and window start. */
    public static Uni<List<Movement>> of(SqlClient client, Budget budget, Entries entries, Instant now) {
        var windows = budget.window().covering(new Window.Interval(now.minus(KEPT), now.plus(AHEAD)));
        if (windows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var sql = new LedgerSql();
        var text = text(sql, budget, entries, windows);
        return client.preparedQuery(text).execute(sql.parameters()).map(rows -> movements(rows, budget, windows));
    }

    private static String text(LedgerSql sql, Budget budget, Entries entries, List<Window.Interval> windows) {
        var starts = sql.bind(starts(windows));
        sql.where("occurred_at >= " + sql.bind(windows.get(0).start()));
        sql.where("occurred_at < " + sql.bind(windows.get(windows.size() - 1).end()));
        sql.whereMatches(budget.match());
        var join = join(sql, entries);
        return SUMS.formatted(
                measure(budget.limit().unit()), starts, columns(sql, budget), join, sql.conditions(), groups(budget));
    }

    private static String columns(LedgerSql sql, Budget budget) {
        return budget.per().stream().map(name -> ", " + sql.dimension(name)).collect(Collectors.joining());
    }

    private static String groups(Budget budget) {
        return IntStream.range(0, budget.per().size())
                .mapToObj(i -> ", " + (i + FIRST_VALUE + 1))
                .collect(Collectors.joining());
    }

    private static String join(LedgerSql sql, Entries entries) {
        if (entries instanceof Entries.UpTo upTo) {
            sql.where("ledger_entry.id < (" + sql.bind(upTo.posting()) + "::bigint + 1) << 16");
            return "";
        }
        if (entries instanceof Entries.Of of) {
            sql.where("posting.id = any(" + sql.bind(of.postings().toArray(Long[]::new)) + ")");
            return """
                    join posting on ledger_entry.posted_at = posting.posted_at
                        and ledger_entry.id >= posting.id << 16 and ledger_entry.id < (posting.id + 1) << 16""";
        }
        sql.where("posting.audited");
        return "join posting on posting.id = ledger_entry.id >> 16";
    }

    private static OffsetDateTime[] starts(List<Window.Interval> windows) {
        return windows.stream()
                .map(window -> window.start().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static String measure(Limit.Unit unit) {
        return switch (unit) {
            case USD -> "cost";
            case TOKENS -> "tokens_in + tokens_out";
            case REQUESTS -> "calls";
        };
    }

    private static List<Movement> movements(RowSet<Row> rows, Budget budget, List<Window.Interval> windows) {
        var movements = new ArrayList<Movement>(rows.size());
        rows.forEach(row -> movements.add(movement(row, budget, windows)));
        movements.sort(Comparator.comparing(Movement::account)
                .thenComparing(movement -> movement.window().start()));
        return movements;
    }

    private static Movement movement(Row row, Budget budget, List<Window.Interval> windows) {
        var parts = new ArrayList<AccountKey.Part>();
        for (int i = 0; i < budget.per().size(); i++) {
            var value = row.getString(FIRST_VALUE + i);
            parts.add(new AccountKey.Part(budget.per().get(i), value == null ? "" : value));
        }
        var key = new AccountKey(budget.id(), parts).text();
        return new Movement(key, budget.id(), windows.get(row.getInteger(1) - 1), row.getBigDecimal(0));
    }
}
