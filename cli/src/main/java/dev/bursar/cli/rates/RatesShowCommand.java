package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Screen;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rates show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Shows a rate card with all its prices and versions.", ""})
final class RatesShowCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The card: anthropic/claude-sonnet-4-6.")
    private String id;

    @Spec
    private CommandSpec spec;

    RatesShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var api = connection.open();
        var path = RatesCommand.PATH + "/" + Query.segment(id);
        var card = api.get(Service.AGGREGATOR, path, Query.none()).orFail();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(card.text());
            return Exit.DONE;
        }
        var versions =
                api.get(Service.AGGREGATOR, path + "/versions", Query.none()).orFail();
        print(card.json(), versions.json(), out);
        return Exit.DONE;
    }

    private void print(JsonNode card, JsonNode versions, PrintWriter out) {
        out.println(card.path("id").asText() + ", version "
                + card.path("version").asText() + ", " + CardText.origin(card) + ", from " + CardText.day(card));
        var names = new ArrayList<String>();
        card.path("match")
                .properties()
                .forEach(kind -> kind.getValue()
                        .forEach(name ->
                                names.add(kind.getKey().equals("prefix") ? name.asText() + "..." : name.asText())));
        out.println("  models   " + String.join(", ", names));
        CardText.prices(card).forEach(line -> out.println("  price    " + line));
        out.println("  source   " + card.path("source").asText("-") + ", "
                + card.path("as_of").asText(""));
        out.println();
        var table = new Table(
                Column.number("VERSION"),
                Column.text("FROM"),
                Column.number("INPUT"),
                Column.number("OUTPUT"),
                Column.text("BY"),
                Column.text("STATE"));
        versions.path("items")
                .forEach(version -> table.row(
                        version.path("version").asText(),
                        CardText.day(version),
                        version.path("prices").path("input").asText("-"),
                        version.path("prices").path("output").asText("-"),
                        version.path("created_by").asText("built in").replace("null", "built in"),
                        version.path("state").asText()));
        table.print(out, Screen.of(environment));
    }
}
