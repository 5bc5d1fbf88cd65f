package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rates set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Sets a price of your own: a new card, or the next version of one.",
            "",
            "What you do not name stays as the card in force under this ID has it: other prices, names, classes of"
                    + " service, tiers. To change those keep cards in files, see bursar apply.",
            "",
            "  bursar rates set anthropic/claude-sonnet-4-6 --price input=2.7,output=13.5",
            "  bursar rates set ollama/local --provider ollama --prefix '*' --free",
            ""
        })
final class RatesSetCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "ID", description = "The card, provider first: acme/large.")
    private String id;

    @Option(names = "--provider", paramLabel = "PROVIDER", description = "Default: what stands before the / of ID.")
    private String provider;

    @Option(
            names = "--model",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description = "The models it is for. Default: what stands behind the / of ID.")
    private List<String> models;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "For all models that begin so; * for every model.")
    private String prefix;

    @Option(
            names = "--price",
            paramLabel = "METER=USD,...",
            hideParamSyntax = true,
            split = ",",
            description = "USD for a million: input, cache_read, cache_write_5m, output, ...")
    private Map<String, String> prices;

    @Option(
            names = "--unit",
            paramLabel = "METER=USD,...",
            hideParamSyntax = true,
            split = ",",
            description = "USD for one: web_search, request, image, audio_second, search.")
    private Map<String, String> units;

    @Option(names = "--free", description = "It costs nothing.")
    private boolean free;

    @Option(names = "--only", description = "Nothing of the card in force stays.")
    private boolean only;

    @Option(names = "--from", paramLabel = "DATE", description = "Since when; a date in UTC. Default: today.")
    private LocalDate from;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the figures are from: a page, a contract.")
    private String source;

    @Spec
    private CommandSpec spec;

    RatesSetCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (free == (prices != null || units != null)) {
            throw new ParameterException(spec.commandLine(), "Say --price or --unit, or --free.");
        }
        if (provider == null && !id.contains("/")) {
            throw new ParameterException(spec.commandLine(), "Say --provider, or an ID like acme/large.");
        }
        requireAmounts("--price", prices);
        requireAmounts("--unit", units);
        var api = connection.open();
        var path = RatesCommand.PATH + "/" + Query.segment(id);
        var answer = api.put(Service.AGGREGATOR, path, card(free || only ? Json.object() : inForce(api, path)))
                .orFail();
        var card = answer.json();
        spec.commandLine()
                .getOut()
                .println((answer.code() == 201 ? "created " : "changed ") + id + ", version "
                        + card.path("version").asText() + ", from " + CardText.day(card) + ": "
                        + String.join(", ", CardText.prices(card)));
        return Exit.DONE;
    }

    /** What the new version begins with, empty where there is no card of this id. */
    private static ObjectNode inForce(Api api, String path) {
        var answer = api.get(Service.AGGREGATOR, path, Query.none());
        if (answer.code() == NOT_FOUND) {
            return Json.object();
        }
        var card = (ObjectNode) answer.orFail().json().deepCopy();
        return card.remove(List.of("version", "built_in", "source"));
    }

    private ObjectNode card(ObjectNode card) {
        var today = LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC);
        if (provider != null || !card.has("provider")) {
            card.put("provider", provider == null ? id.substring(0, id.indexOf('/')) : provider);
        }
        card.put("effective_from", (from == null ? today : from).toString()).put("as_of", today.toString());
        if (source != null) {
            card.put("source", source);
        }
        if (prefix != null || models != null || !card.has("match")) {
            card.set("match", match());
        }
        put(card.withObjectProperty("prices"), free ? Map.of("input", "0", "output", "0") : prices);
        put(card.withObjectProperty("units"), units);
        return card;
    }

    private ObjectNode match() {
        var match = Json.object();
        if (prefix != null) {
            match.putArray("prefix").add(prefix);
        }
        if (models != null || prefix == null) {
            var names = match.putArray("exact");
            (models == null ? List.of(id.substring(id.indexOf('/') + 1)) : models).forEach(names::add);
        }
        return match;
    }

    private static void put(ObjectNode into, Map<String, String> amounts) {
        if (amounts != null) {
            amounts.forEach(into::put);
        }
    }

    private void requireAmounts(String option, Map<String, String> amounts) {
        if (amounts != null) {
            amounts.forEach((meter, amount) -> {
                if (!amount.matches("\\d+(\\.\\d+)?")) {
                    throw new ParameterException(
                            spec.commandLine(),
                            option + " " + meter + "=" + amount + ": an amount in USD is 0 or more, as in 0.25");
                }
            });
        }
    }
}
