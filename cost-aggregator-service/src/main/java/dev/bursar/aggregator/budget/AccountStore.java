package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The counters of accounts. */
@ApplicationScoped
class AccountStore {

    private static final String SELECT = """
            select account.key, held, frozen, version, coalesce(spent, 0) as spent
            from account left join account_window on account_window.key = account.key and window_start = %s
            where %s
            order by account.key limit %s
            """;

    private static final String FREEZE = """
            insert into account (key, budget, frozen) values ($1, $2, $3)
            on conflict (key) do update set frozen = excluded.frozen, version = account.version + 1
            """;

    private static final String MARK = """
            insert into account_dirty (key) values ($1)
            """;

    private final Pool pool;

    AccountStore(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Account>> page(Budget budget, Optional<Accounts.Part> only, String after, int limit, Instant now) {
        var sql = new LedgerSql();
        sql.where("budget = " + sql.bind(budget.id()));
        sql.where("account.key > " + sql.bind(after));
        only.ifPresent(part -> sql.where(
                "exists (select from unnest(" + sql.bind(texts(part)) + "::text[]) part where position(part in "
                        + "',' || substr(account.key, length(budget) + 2) || ',') > 0)"));
        return select(sql, budget, limit, now);
    }

    Uni<Account> find(Budget budget, AccountKey key, Instant now) {
        var sql = new LedgerSql();
        sql.where("account.key = " + sql.bind(key.text()));
        return select(sql, budget, 1, now).map(found -> found.isEmpty() ? untouched(budget, key, now) : found.get(0));
    }

    Uni<Void> freeze(AccountKey key, boolean frozen) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(FREEZE)
                .execute(Tuple.of(key.text(), key.budget(), frozen))
                .chain(() -> connection.preparedQuery(MARK).execute(Tuple.of(key.text())))
                .replaceWithVoid());
    }

    private Uni<List<Account>> select(LedgerSql sql, Budget budget, int limit, Instant now) {
        var window = budget.window().at(now);
        var text = SELECT.formatted(sql.bind(window.start()), sql.conditions(), sql.bind(limit));
        return pool.preparedQuery(text)
                .execute(sql.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> account(row, budget, window, now))
                        .toList());
    }

    /** What stands between two commas of a key, for each value. */
    private static String[] texts(Accounts.Part part) {
        return part.values().stream()
                .map(value -> new AccountKey("", List.of(new AccountKey.Part(part.dimension(), value))).text())
                .map(text -> "," + text.substring(1) + ",")
                .toArray(String[]::new);
    }

    private static Account account(Row row, Budget budget, Window.Interval window, Instant now) {
        return new Account(
                AccountKey.parse(row.getString("key")).orElseThrow(),
                window,
                budget.limit(),
                row.getBigDecimal("spent"),
                row.getBigDecimal("held"),
                row.getBoolean("frozen"),
                row.getLong("version"),
                now);
    }

    private static Account untouched(Budget budget, AccountKey key, Instant now) {
        return new Account(
                key, budget.window().at(now), budget.limit(), BigDecimal.ZERO, BigDecimal.ZERO, false, 0, now);
    }
}
