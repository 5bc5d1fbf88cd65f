package dev.bursar.cli.period;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Period;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bursar periods ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Lists the months in which something is booked, the latest first.", ""})
final class PeriodListCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    PeriodListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var periods = Listing.read(connection.open(), Service.AGGREGATOR, "/api/v1/periods");
        return output.print(
                periods.body(), csv -> csv(periods.items(), csv), table(periods.items()), "Nothing is booked yet.");
    }

    private Table table(List<JsonNode> periods) {
        var table = new Table(
                Column.text("MONTH"),
                Column.text("STATE"),
                Column.number("COST"),
                Column.number("OF EARLIER MONTHS"),
                Column.text("CLOSED"));
        periods.forEach(period -> table.row(
                period.path("id").asText(),
                period.path("state").asText(),
                Figures.usd(new BigDecimal(period.path("cost_usd").asText("0"))),
                Figures.usd(new BigDecimal(period.path("corrections_usd").asText("0"))),
                period.hasNonNull("closed_at")
                        ? Period.local(period.path("closed_at").asText(), environment.zone())
                        : "-"));
        return table;
    }

    private static void csv(List<JsonNode> periods, Csv csv) {
        csv.line(List.of("id", "state", "cost_usd", "corrections_usd", "closed_at"));
        periods.forEach(period -> csv.line(List.of(
                period.path("id").asText(),
                period.path("state").asText(),
                period.path("cost_usd").asText(),
                period.path("corrections_usd").asText(),
                period.hasNonNull("closed_at") ? period.path("closed_at").asText() : "")));
    }
}
