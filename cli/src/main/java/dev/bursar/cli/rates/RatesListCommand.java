package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Csv;
import dev.bursar.cli.terminal.Output;
import dev.bursar.cli.terminal.Table;
import dev.bursar.cli.terminal.Table.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bursar rates ls}. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Lists the rate cards in force, in USD for a million tokens.", ""})
final class RatesListCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Option(names = "--provider", paramLabel = "PROVIDER", description = "Only this provider's models.")
    private String provider;

    @Option(names = "--own", description = "Only cards of your own, none that came with the software.")
    private boolean own;

    @Override
    public Integer call() {
        var filter = Query.none();
        if (provider != null) {
            filter.with("provider", provider);
        }
        if (own) {
            filter.with("origin", "operator");
        }
        var cards = Listing.read(connection.open(), Service.AGGREGATOR, RatesCommand.PATH, filter);
        return output.print(
                cards.body(),
                csv -> csv(cards.items(), csv),
                table(cards.items()),
                "No cards. One of your own: bursar rates set ollama/local --provider ollama --prefix '*' --free");
    }

    private static Table table(List<JsonNode> cards) {
        var table = new Table(
                Column.text("CARD"),
                Column.number("INPUT"),
                Column.number("CACHED"),
                Column.number("OUTPUT"),
                Column.text("MORE"),
                Column.text("FROM"),
                Column.text("BY"));
        cards.forEach(card -> table.row(
                card.path("id").asText(),
                price(card, "input"),
                price(card, "cache_read"),
                price(card, "output"),
                CardText.more(card),
                CardText.day(card),
                CardText.origin(card)));
        return table;
    }

    private static void csv(List<JsonNode> cards, Csv csv) {
        csv.line(List.of(
                "id",
                "version",
                "provider",
                "input",
                "cache_read",
                "output",
                "effective_from",
                "origin",
                "source",
                "as_of"));
        cards.forEach(card -> csv.line(List.of(
                card.path("id").asText(),
                card.path("version").asText(),
                card.path("provider").asText(),
                card.path("prices").path("input").asText(""),
                card.path("prices").path("cache_read").asText(""),
                card.path("prices").path("output").asText(""),
                card.path("effective_from").asText(),
                CardText.origin(card),
                card.path("source").asText(""),
                card.path("as_of").asText(""))));
    }

    private static String price(JsonNode card, String meter) {
        return card.path("prices").path(meter).asText("-");
    }
}
