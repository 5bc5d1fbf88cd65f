package dev.bursar.cli.budget;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Screen;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bursar budget ls}. */
@Command(name = "ls", mixinStandardHelpOptions = true, abbreviateSynopsis = true, description = "Lists the budgets.")
final class BudgetListCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    BudgetListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var budgets = Listing.read(connection.open(), Service.AGGREGATOR, "/api/v1/budgets");
        var out = spec.commandLine().getOut();
        var definitions = budgets.items().stream().map(Definition::new).toList();
        if (output.json()) {
            out.println(budgets.body());
        } else if (output.csv()) {
            csv(definitions, new Csv(out));
        } else if (definitions.isEmpty()) {
            out.println("No budgets yet. One for every principal: bursar budget set agent-daily --limit 5.00"
                    + " --window day --per principal");
        } else {
            table(definitions).print(out, Screen.of(environment));
        }
        return Exit.DONE;
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
