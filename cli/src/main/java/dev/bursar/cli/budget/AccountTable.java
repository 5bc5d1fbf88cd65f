package dev.bursar.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.terminal.Bar;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Accounts, the fullest first, each with a bar. */
record AccountTable(List<JsonNode> accounts, ZoneId zone) {

    private static final int SHARE_SCALE = 6;
    private static final List<String> FIELDS =
            List.of("key", "unit", "limit", "spent", "held", "available", "resets_at");

    AccountTable {
        accounts = List.copyOf(accounts);
    }

    Table table() {
        boolean shared = resets().isPresent();
        var columns = new ArrayList<>(List.of(
                Column.text("ACCOUNT"),
                Column.text("FILL"),
                Column.number(""),
                Column.number("SPENT"),
                Column.number("HELD"),
                Column.number("LIMIT")));
        if (!shared) {
            columns.add(Column.text("RESETS"));
        }
        var table = new Table(columns);
        accounts.stream()
                .sorted(Comparator.comparing(AccountTable::share).reversed().thenComparing(AccountTable::name))
                .forEach(account -> table.row(cells(account, shared), ink(account)));
        return table;
    }

    /** When the window ends, where it does for all of them at once. */
    Optional<String> resets() {
        var instants = accounts.stream()
                .map(account -> resets(account, zone))
                .distinct()
                .toList();
        return instants.size() == 1 ? Optional.of(instants.get(0)) : Optional.empty();
    }

    void csv(Csv csv) {
        var header = new ArrayList<>(FIELDS);
        header.addAll(1, List.of("window_start", "window_end"));
        csv.line(header);
        for (var account : accounts) {
            var line = new ArrayList<String>();
            FIELDS.forEach(field -> line.add(account.path(field).asText("")));
            line.addAll(
                    1,
                    List.of(
                            account.path("window").path("start").asText(""),
                            account.path("window").path("end").asText("")));
            csv.line(line);
        }
    }

    private List<String> cells(JsonNode account, boolean shared) {
        var unit = account.path("unit").asText("usd");
        var cells = new ArrayList<>(List.of(
                name(account),
                Bar.of(number(account, "spent"), number(account, "held"), number(account, "limit")),
                Figures.percent(share(account)),
                amount(number(account, "spent"), unit),
                number(account, "held").signum() == 0 ? "-" : amount(number(account, "held"), unit),
                limit(number(account, "limit"), unit)));
        if (!shared) {
            cells.add(resets(account, zone));
        }
        return cells;
    }

    private static String resets(JsonNode account, ZoneId zone) {
        var at = account.path("resets_at").asText("");
        return at.isEmpty() || account.path("resets_at").isNull() || at.startsWith("9999")
                ? "never"
                : Period.local(at, zone);
    }

    private static Ink ink(JsonNode account) {
        return account.path("frozen").asBoolean(false)
                ? Ink.BAD
                : Bar.ink(number(account, "spent"), number(account, "held"), number(account, "limit"));
    }

    /** The key without its budget: {@code principal=coder-1}; {@code all} where there is only one. */
    private static String name(JsonNode account) {
        var key = account.path("key").asText();
        var name = key.contains("/") ? key.substring(key.indexOf('/') + 1) : "all";
        return account.path("frozen").asBoolean(false) ? "FROZEN " + name : name;
    }

    private static BigDecimal share(JsonNode account) {
        return number(account, "spent")
                .add(number(account, "held"))
                .divide(number(account, "limit"), SHARE_SCALE, RoundingMode.DOWN);
    }

    private static String amount(BigDecimal amount, String unit) {
        return unit.equals("usd") ? Figures.usd(amount) : Figures.count(amount.toBigInteger());
    }

    private static String limit(BigDecimal amount, String unit) {
        return unit.equals("usd") ? Figures.price(amount) : Figures.count(amount.toBigInteger());
    }

    private static BigDecimal number(JsonNode account, String field) {
        return new BigDecimal(account.path(field).asText("0"));
    }
}
