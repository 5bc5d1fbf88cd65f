package dev.bursar.cli.rates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.ModelMatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rates alias}. */
@Command(
        name = "alias",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Gives names of your own, of deployments say, the prices of a model.",
            "",
            "Each name gets a card of yours with the prices that the model has now. When those change, say it again."
                    + " A name that a built-in card prices already is refused without --override.",
            "",
            "  bursar rates alias azure-openai/gpt-5 my-gpt5 my-gpt5-eu",
            ""
        })
final class RatesAliasCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "PROVIDER/MODEL", description = "The model that answers.")
    private String model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "What your calls name instead.")
    private List<String> names;

    @Option(
            names = "--override",
            description = "Also names that have a built-in price: deployments that are called like another model.")
    private boolean override;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int slash = model.indexOf('/');
        if (slash < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Name the provider too, as in azure-openai/gpt-5: " + model);
        }
        var api = connection.open();
        var provider = model.substring(0, slash);
        var card = card(api, provider, model.substring(slash + 1))
                .orElseThrow(() -> new CommandFailure(
                        "no rate card covers " + model + "; those there are: bursar rates ls --provider " + provider));
        if (!override) {
            names.forEach(name -> requireUnpriced(api, card.path("provider").asText(), name));
        }
        for (var name : names) {
            var id = card.path("provider").asText() + "/" + name;
            var answer = api.put(Service.AGGREGATOR, RatesCommand.PATH + "/" + Query.segment(id), named(card, id, name))
                    .orFail();
            spec.commandLine()
                    .getOut()
                    .println((answer.code() == 201 ? "created " : "changed ") + id + ", version "
                            + answer.json().path("version").asText() + ", as "
                            + card.path("id").asText() + " from " + CardText.day(card) + ": "
                            + String.join(", ", CardText.prices(card)));
        }
        return Exit.DONE;
    }

    /** The card by which a call of the model would be priced now: it knows the model by all its spellings. */
    private static Optional<ObjectNode> card(Api api, String provider, String name) {
        var call = Json.object()
                .put("provider", provider)
                .put("model", name)
                .put("input_tokens", 0)
                .put("max_output_tokens", 0);
        var found = api.post(Service.AGGREGATOR, "/api/v1/estimates", call)
                .orFail()
                .json()
                .path("rate_card")
                .path("id")
                .asText("");
        if (found.isEmpty() || found.equals("null")) {
            return Optional.empty();
        }
        return Optional.of(
                (ObjectNode) api.get(Service.AGGREGATOR, RatesCommand.PATH + "/" + Query.segment(found), Query.none())
                        .orFail()
                        .json());
    }

    /** A name that is taken for another model keeps its price; a card for every name says nothing of this one. */
    private static void requireUnpriced(Api api, String provider, String name) {
        card(api, provider, name)
                .filter(other -> other.path("built_in").asBoolean(false))
                .filter(other -> StreamSupport.stream(
                                other.path("match").path("prefix").spliterator(), false)
                        .noneMatch(prefix -> prefix.asText().equals(ModelMatch.EVERYTHING)))
                .ifPresent(other -> {
                    throw new CommandFailure(provider + "/" + name + " has a price already, that of the built-in card "
                            + other.path("id").asText()
                            + ": nothing was changed; if your deployment only is called so, add --override");
                });
    }

    /** An exact name rather than an alias: a deployment may be called like another model. */
    private static ObjectNode named(ObjectNode card, String id, String name) {
        var named = card.deepCopy();
        named.remove(List.of("version", "built_in"));
        named.put("id", id).putObject("match").putArray("exact").add(name);
        return named.put(
                "source",
                "as " + card.path("id").asText() + ": " + card.path("source").asText());
    }
}
