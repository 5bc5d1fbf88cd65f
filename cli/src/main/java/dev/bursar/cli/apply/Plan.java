package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Listing;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Ink;
import dev.bursar.contract.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What applying a folder does, worked out before any of it is done. */
record Plan(String set, List<Step> steps) {

    Plan {
        steps = List.copyOf(steps);
    }

    /** @throws CommandFailure where a file wants to change what never changes */
    static Plan of(Api api, String set, List<Located> definitions, boolean prune) {
        var steps = new ArrayList<Step>();
        var faults = new ArrayList<String>();
        for (var located : definitions) {
            var step = step(api, located);
            if (step instanceof Step.Change change) {
                located.kind()
                        .immutable(change.before(), change.after())
                        .ifPresent(field -> faults.add(located.at("/" + field) + ": the " + field + " of "
                                + located.kind().word() + " " + located.id()
                                + " never changes; give the new definition another id"));
            }
            steps.add(step);
        }
        if (!faults.isEmpty()) {
            throw new CommandFailure("nothing was applied:\n  " + String.join("\n  ", faults));
        }
        if (prune) {
            steps.addAll(pruned(api, set, definitions));
        }
        return new Plan(set, steps);
    }

    private static Step step(Api api, Located located) {
        var kind = located.kind();
        var current = kind.current(api, located.id());
        if (current.isEmpty()) {
            return new Step.Create(located);
        }
        var before = kind.said(current.get());
        var after = kind.said(located.definition());
        return before.equals(after) ? new Step.Keep(located) : new Step.Change(located, before, after);
    }

    /** Marks of a kind that this version does not know are left alone. */
    private static List<Step> pruned(Api api, String set, List<Located> definitions) {
        var kept = definitions.stream()
                .map(located -> located.kind().word() + "/" + located.id())
                .collect(Collectors.toSet());
        return Listing.read(api, Service.AGGREGATOR, marks(set)).items().stream()
                .filter(mark -> !kept.contains(
                        mark.path("kind").asText() + "/" + mark.path("id").asText()))
                .flatMap(mark -> Kind.ofWord(mark.path("kind").asText()).stream()
                        .map(kind -> (Step) new Step.Prune(kind, mark.path("id").asText())))
                .toList();
    }

    long changes() {
        return steps.stream().filter(step -> !(step instanceof Step.Keep)).count();
    }

    /** Like a diff: + for what is new, ~ with its fields for what changes, - for what goes. */
    void print(PrintWriter out, boolean colour) {
        for (var step : steps) {
            var name = step.kind().word() + " " + step.id();
            if (step instanceof Step.Create create) {
                out.println(
                        Ink.GOOD.paint("+ " + name + "  (" + create.located().at("") + ")", colour));
            } else if (step instanceof Step.Prune) {
                out.println(Ink.BAD.paint("- " + name, colour));
            } else if (step instanceof Step.Change change) {
                out.println(
                        Ink.WARN.paint("~ " + name + "  (" + change.located().at("") + ")", colour));
                differences(change).forEach(line -> out.println("    " + line));
            }
        }
    }

    private static List<String> differences(Step.Change change) {
        var before = leaves(change.before());
        var after = leaves(change.after());
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .map(name ->
                        name + ": " + before.getOrDefault(name, "(none)") + " -> " + after.getOrDefault(name, "(none)"))
                .toList();
    }

    private static Map<String, String> leaves(JsonNode node) {
        var leaves = new TreeMap<String, String>();
        collect("", node, leaves);
        return leaves;
    }

    private static void collect(String name, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), leaves));
        } else {
            leaves.put(name, node.isTextual() ? node.textValue() : node.toString());
        }
    }

    /** What is new and what changes first, then what goes: nothing is uncovered in between. */
    void run(Api api) {
        for (var step : steps) {
            if (step instanceof Step.Create create) {
                put(api, create.located());
            } else if (step instanceof Step.Change change) {
                put(api, change.located());
            }
        }
        for (var step : steps) {
            var mark = marks(set) + "/" + step.kind().word() + "/" + Query.segment(step.id());
            if (step instanceof Step.Prune) {
                var answer = api.delete(Service.AGGREGATOR, step.kind().path(step.id()));
                if (answer.code() != 404) {
                    answer.orFail();
                }
                api.delete(Service.AGGREGATOR, mark).orFail();
            } else {
                api.put(Service.AGGREGATOR, mark, Json.object()).orFail();
            }
        }
    }

    private static void put(Api api, Located located) {
        var answer = api.put(Service.AGGREGATOR, located.kind().path(located.id()), located.definition());
        if (!answer.isDone() && answer.code() < 500) {
            var fault = answer.json().path("errors").path(0);
            throw new CommandFailure(located.at(fault.path("pointer").asText("")) + ": "
                    + answer.json().path("detail").asText("refused with " + answer.code()));
        }
        answer.orFail();
    }

    private static String marks(String set) {
        return "/api/v1/applied/" + Query.segment(set);
    }
}
