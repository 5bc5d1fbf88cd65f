package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.budget.Account;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.Budget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private static final String FULLEST = """
            select account.key, account.budget, held, frozen, version, coalesce(spent, 0) as spent
            from unnest($1::text[], $2::timestamptz[], $3::numeric[]) as current (budget, window_start, most)
                join account on account.budget = current.budget
                left join account_window w on w.key = account.key and w.window_start = current.window_start
            order by (coalesce(spent, 0) + held) / most desc, account.key limit $4
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
        sql.where("account.key ~ " + sql.bind(shape(budget)));
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

    /** The accounts of all budgets that have used the greatest shares of their limits, greatest first. */
    Uni<List<Account>> fullest(int most, Instant now) {
        return BudgetDefinitions.load(pool).chain(definitions -> {
            var budgets = definitions.stream()
                    .map(BudgetDefinition::budget)
                    .collect(Collectors.toMap(Budget::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
            return pool.preparedQuery(FULLEST)
                    .execute(current(budgets.values(), most, now))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> account(row, budgets.get(row.getString("budget")), now))
                            .toList());
        });
    }

    private static Tuple current(Collection<Budget> budgets, int most, Instant now) {
        return Tuple.of(
                budgets.stream().map(Budget::id).toArray(String[]::new),
                budgets.stream()
                        .map(budget -> budget.window().at(now).start().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new),
                budgets.stream()
                        .map(budget -> Numeric.create(budget.limit().amount()))
                        .toArray(Numeric[]::new),
                most);
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
                        .map(row -> account(row, budget, now))
                        .toList());
    }

    /** What keys of the budget look like; an id that began anew may have accounts of another shape. */
    private static String shape(Budget budget) {
        var blank = new AccountKey(
                budget.id(),
                budget.per().stream().map(name -> new AccountKey.Part(name, "")).toList());
        return "^" + blank.text().replace(".", "\\.").replace("=", "=[^,]*") + "$";
    }

    /** What stands between two commas of a key, for each value. */
    private static String[] texts(Accounts.Part part) {
        return part.values().stream()
                .map(value -> new AccountKey("", List.of(new AccountKey.Part(part.dimension(), value))).text())
                .map(text -> "," + text.substring(1) + ",")
                .toArray(String[]::new);
    }

    private static Account account(Row row, Budget budget, Instant now) {
        return new Account(
                AccountKey.parse(row.getString("key")).orElseThrow(),
                budget.window().at(now),
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
