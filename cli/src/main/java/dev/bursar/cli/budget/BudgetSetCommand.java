package dev.bursar.cli.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Answer;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar budget set}. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Defines a budget, or changes one.",
            "",
            "What a budget is (match, per, window, unit) never changes: give another definition another id. Its limit,"
                    + " mode, alerts and answers change in place, at once: only those that are named.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bursar budget set agent-daily --limit 5.00 --window day --per principal",
            "  bursar budget set platform --limit 800 --window month --match team=platform \\",
            "      --mode soft --alert 0.5,0.8,1",
            "  bursar budget set agent-daily --limit 7.50",
            "  bursar budget set -f budgets.yaml"
        })
final class BudgetSetCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Mixin
    private BudgetOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The budget.")
    private String id;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Take whole definitions from a JSON or YAML file: one, or a list.")
    private Path file;

    BudgetSetCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if ((id == null) == (file == null)) {
            throw new ParameterException(spec.commandLine(), "Name a budget, or a file with -f FILE.");
        }
        if (file != null && options.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "With -f the file says everything; leave the options out.");
        }
        var budgets = file == null
                ? List.<ObjectNode>of()
                : BudgetFile.read(environment.folder().resolve(file));
        var api = connection.open();
        if (file == null) {
            put(api, id, changed(api));
        } else {
            budgets.forEach(budget -> put(api, budget.path("id").asText(), budget));
        }
        return Exit.DONE;
    }

    /** What stands there with what was given, or a new definition. */
    private ObjectNode changed(Api api) {
        var answer = api.get(Service.AGGREGATOR, "/api/v1/budgets/" + Query.segment(id), Query.none());
        if (answer.code() == 404) {
            var missing = options.missing();
            if (!missing.isEmpty()) {
                throw new CommandFailure("there is no budget " + id + " yet; a new one needs " + missing);
            }
            return options.applyTo(Json.object().put("id", id), environment.zone());
        }
        if (!(answer.orFail().json() instanceof ObjectNode budget)) {
            throw new CommandFailure(answer.request() + " answered with something that is no budget");
        }
        budget.remove(List.of("revision", "state"));
        return options.applyTo(budget, environment.zone());
    }

    private void put(Api api, String name, ObjectNode budget) {
        var answer = api.put(Service.AGGREGATOR, "/api/v1/budgets/" + Query.segment(name), budget);
        if (answer.isProblem("immutable")) {
            throw new CommandFailure(immutable(name, answer));
        }
        var definition = new Definition(answer.orFail().json());
        spec.commandLine()
                .getOut()
                .println((answer.code() == 201 ? "created " : "changed ") + name + ": " + definition.sentence()
                        + ", matching " + definition.match());
    }

    private static String immutable(String name, Answer answer) {
        return "a budget's match, per, window and unit never change, and " + name + " already exists with others.\n"
                + "  Give the new definition another id, then: bursar budget rm " + name
                + answer.json().path("errors").findValuesAsText("pointer").stream()
                        .reduce("", (text, pointer) -> text + "\n  differs: " + pointer);
    }
}
