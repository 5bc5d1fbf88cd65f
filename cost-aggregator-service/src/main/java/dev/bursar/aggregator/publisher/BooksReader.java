package dev.bursar.aggregator.publisher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.publisher.Heartbeat.Lineage;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.AccountState.Spend;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetJson;
import dev.bursar.contract.budget.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what is to be told, as it is committed now. */
final class BooksReader {

    /** A window that ended so lately may be current again for a gate whose clock is behind. */
    private static final Duration LATELY = Duration.ofDays(1);

    private static final String LINEAGE = """
            select epoch, (select beat from heartbeat), coalesce((select max(id) from posting), 0) from books
            """;
    private static final String GENERATION = "select generation from books";
    private static final String BUDGETS = """
            select id, definition::text, revision, state from budget where not deleted order by id
            """;
    private static final String CARDS =
            "select id, version, definition::text, built_in from rate_card_active order by id, version";

    /** Untouched accounts have no row here; those of deleted budgets are not told of. */
    private static final String STATES = """
            select account.key, account.version, held, frozen, window_start, window_end, spent
            from account
                join budget on budget.id = account.budget and not budget.deleted
                left join account_window on account_window.key = account.key and window_end > ? and spent <> 0
            where account.key = any(?)
            order by account.key, window_start
            """;

    private static final String KEYS = "select key from account where key > ? order by key limit ?";

    private final Connection session;

    BooksReader(Connection session) {
        this.session = session;
    }

    Lineage lineage() throws SQLException {
        try (var query = session.prepareStatement(LINEAGE);
                var row = query.executeQuery()) {
            row.next();
            return new Lineage(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    long generation() throws SQLException {
        try (var query = session.prepareStatement(GENERATION);
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Every budget that is not deleted, by id. */
    Map<String, Budget> budgets() throws SQLException {
        var budgets = new TreeMap<String, Budget>();
        try (var query = session.prepareStatement(BUDGETS);
                var row = query.executeQuery()) {
            while (row.next()) {
                var json = json(row.getString(2))
                        .put("id", row.getString(1))
                        .put("revision", row.getLong(3))
                        .put("state", row.getString(4));
                budgets.put(row.getString(1), BudgetJson.readWritten(json));
            }
        }
        return budgets;
    }

    List<StoredCard> cards() throws SQLException {
        var cards = new ArrayList<StoredCard>();
        try (var query = session.prepareStatement(CARDS);
                var row = query.executeQuery()) {
            while (row.next()) {
                var json = json(row.getString(3)).put("id", row.getString(1)).put("version", row.getInt(2));
                if (row.getBoolean(4)) {
                    json.put("built_in", true);
                }
                cards.add(new StoredCard(row.getString(1), row.getInt(2), json));
            }
        }
        return cards;
    }

    /** The keys of accounts, in the database's order. */
    List<String> keys(String after, int most) throws SQLException {
        var keys = new ArrayList<String>();
        try (var query = session.prepareStatement(KEYS)) {
            query.setString(1, after);
            query.setInt(2, most);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    /** The states of those accounts that are still there. */
    List<AccountState> states(Collection<String> keys, long epoch, Instant now) throws SQLException {
        try (var query = session.prepareStatement(STATES)) {
            query.setObject(1, now.minus(LATELY).atOffset(ZoneOffset.UTC));
            query.setArray(2, session.createArrayOf("text", keys.toArray()));
            return states(query, epoch, now);
        }
    }

    private static List<AccountState> states(PreparedStatement query, long epoch, Instant now) throws SQLException {
        var states = new ArrayList<AccountState>();
        try (var row = query.executeQuery()) {
            boolean more = row.next();
            while (more) {
                var key = row.getString(1);
                var account = new AccountState(
                        AccountKey.parse(key).orElseThrow(),
                        epoch,
                        row.getLong(2),
                        row.getBigDecimal(3),
                        row.getBoolean(4),
                        List.of(),
                        now);
                var spends = new ArrayList<Spend>();
                while (more && row.getString(1).equals(key)) {
                    addSpend(spends, row);
                    more = row.next();
                }
                states.add(account.withSpends(spends));
            }
        }
        return states;
    }

    private static void addSpend(List<Spend> spends, ResultSet row) throws SQLException {
        var start = row.getObject(5, OffsetDateTime.class);
        if (start != null) {
            var end = row.getObject(6, OffsetDateTime.class);
            spends.add(new Spend(new Window.Interval(start.toInstant(), end.toInstant()), row.getBigDecimal(7)));
        }
    }

    private static ObjectNode json(String stored) {
        try {
            return (ObjectNode) Json.read(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition is not JSON", e);
        }
    }
}
