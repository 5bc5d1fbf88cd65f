package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bursar rates imports}. */
@Command(
        name = "imports",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Lists the imports, the newest first; bursar rates undo takes one back.", ""})
final class RatesImportsCommand implements Callable<Integer> {

    private static final List<String> FIELDS =
            List.of("id", "format", "cards", "imported_by", "imported_at", "undone_by", "undone_at");

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    RatesImportsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var imports = Listing.read(connection.open(), Service.AGGREGATOR, RatesCommand.PATH + "/import");
        return output.print(
                imports.body(),
                csv -> csv(imports.items(), csv),
                table(imports.items()),
                "Nothing was imported yet: bursar rates import --format litellm FILE");
    }

    private Table table(List<JsonNode> imports) {
        var table = new Table(
                Column.text("IMPORT"),
                Column.text("FORMAT"),
                Column.number("CARDS"),
                Column.text("BY"),
                Column.text("AT"),
                Column.text("UNDONE"));
        imports.forEach(one -> table.row(
                one.path("id").asText(),
                one.path("format").asText(),
                one.path("cards").asText(),
                one.path("imported_by").asText(),
                Period.local(one.path("imported_at").asText(), environment.zone()),
                one.hasNonNull("undone_at") ? Period.local(one.path("undone_at").asText(), environment.zone()) : "-"));
        return table;
    }

    private static void csv(List<JsonNode> imports, Csv csv) {
        csv.line(FIELDS);
        imports.forEach(one -> csv.line(
                FIELDS.stream().map(field -> one.path(field).asText("")).toList()));
    }
}
