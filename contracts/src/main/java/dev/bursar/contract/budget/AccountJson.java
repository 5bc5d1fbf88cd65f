package dev.bursar.contract.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;

/** Accounts and their states as JSON. */
public final class AccountJson {

    private AccountJson() {}

    /** The body of the API. */
    public static ObjectNode write(Account account) {
        var object = Json.object()
                .put("key", account.key().text())
                .put("budget", account.key().budget());
        var dimensions = object.putObject("dimensions");
        account.key().dimensions().forEach(dimensions::put);
        putWindow(object, account.window());
        return object.put("unit", account.limit().unit().code())
                .put("limit", account.limit().amount().toPlainString())
                .put("spent", Json.money(account.spent()))
                .put("held", Json.money(account.held()))
                .put("available", Json.money(account.available()))
                .put("resets_at", resetsAt(account.window()))
                .put("frozen", account.frozen())
                .put("version", account.version())
                .put("as_of", account.asOf().toString());
    }

    /** The message: the account in its current window, with the epoch and every window's spend. */
    public static ObjectNode write(AccountState state, Account current) {
        var object = write(current).put("epoch", state.epoch());
        var windows = object.putArray("windows");
        state.spends().forEach(spend -> {
            var window = windows.addObject();
            window.put("start", spend.window().start().toString());
            window.put("end", spend.window().end().toString());
            window.put("spent", Json.money(spend.spent()));
        });
        return object;
    }

    /**
     * Reads a message.
     *
     * @throws RuntimeException what this software did not write
     */
    public static AccountState readState(JsonNode object) {
        var spends = new ArrayList<AccountState.Spend>();
        object.path("windows")
                .forEach(window -> spends.add(new AccountState.Spend(
                        new Window.Interval(
                                Instant.parse(window.path("start").asText()),
                                Instant.parse(window.path("end").asText())),
                        new BigDecimal(window.path("spent").asText()))));
        return new AccountState(
                AccountKey.parse(object.path("key").asText()).orElseThrow(),
                object.path("epoch").asLong(),
                object.path("version").asLong(),
                new BigDecimal(object.path("held").asText()),
                object.path("frozen").asBoolean(),
                spends,
                Instant.parse(object.path("as_of").asText()));
    }

    private static String resetsAt(Window.Interval window) {
        return window.equals(Window.Lifetime.ALWAYS) ? null : window.end().toString();
    }

    private static void putWindow(ObjectNode object, Window.Interval window) {
        object.putObject("window")
                .put("start", window.start().toString())
                .put("end", window.end().toString());
    }
}
