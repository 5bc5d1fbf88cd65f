package dev.bursar.cli.budget;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bursar budget ls}. */
@Command(name = "ls", mixinStandardHelpOptions = true, abbreviateSynopsis = true, description = "Lists the budgets.")
final class BudgetListCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        var budgets = Listing.read(connection.open(), Service.AGGREGATOR, "/api/v1/budgets");
        var definitions = budgets.items().stream().map(Definition::new).toList();
        return output.print(
                budgets.body(),
                csv -> csv(definitions, csv),
                table(definitions),
                "No budgets yet. One for every principal: bursar budget set agent-daily --limit 5.00 --window day"
                        + " --per principal");
    }

    private static Table table(List<Definition> budgets) {
        var table = new Table(
                Column.text("BUDGET"),
                Column.number("LIMIT"),
                Column.text("WINDOW"),
                Column.text("PER"),
                Column.text("MATCH"),
                Column.text("MODE"),
                Column.text("STATE"));
        budgets.forEach(budget -> table.row(
                List.of(
                        budget.id(),
                        budget.limit(),
                        budget.window(),
                        budget.per(),
                        budget.match(),
                        budget.mode(),
                        budget.state()),
                budget.state().equals("active") ? Ink.NONE : Ink.WARN));
        return table;
    }

    private static void csv(List<Definition> budgets, Csv csv) {
        csv.line(List.of("id", "unit", "limit", "window", "per", "match", "mode", "state", "revision"));
        budgets.forEach(budget -> csv.line(List.of(
                budget.id(),
                budget.unit(),
                budget.budget().path("limit").path(budget.unit()).asText(""),
                budget.window(),
                budget.per(),
                budget.match(),
                budget.mode(),
                budget.state(),
                budget.budget().path("revision").asText(""))));
    }
}
