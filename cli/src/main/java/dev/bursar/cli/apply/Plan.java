package dev.bursar.cli.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Api;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Ink;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What applying a folder does, worked out before any of it is done. */
record Plan(Marks marks, List<Step> steps) {

    Plan {
        steps = List.copyOf(steps);
    }

    /** @throws CommandFailure where a file wants to change what never changes */
    static Plan of(Api api, Marks marks, List<Located> definitions) {
        var steps = new ArrayList<Step>();
        var faults = new ArrayList<String>();
        for (var located : definitions) {
            var step = step(api, marks, located);
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
        return new Plan(marks, steps);
    }

    /** This plan, and after it the removal of what no file has any more. */
    Plan pruning(List<Step.Prune> pruned) {
        var all = new ArrayList<>(steps);
        all.addAll(pruned);
        return new Plan(marks, all);
    }

    private static Step step(Api api, Marks marks, Located located) {
        var kind = located.kind();
        var current = kind.current(api, located.id());
        if (current.isEmpty()) {
            return new Step.Create(located);
        }
        boolean ours = marks.has(kind, located.id());
        var before = kind.said(current.get());
        var after = kind.said(located.definition());
        return before.equals(after) ? new Step.Keep(located, ours) : new Step.Change(located, ours, before, after);
    }

    long changes() {
        return steps.stream().filter(step -> !(step instanceof Step.Keep)).count();
    }

    /** Like a diff: + for what is new, ~ with its fields for what changes, - for what goes, = for what others made so. */
    void print(PrintWriter out, boolean colour) {
        for (var step : steps) {
            var name = step.kind().word() + " " + step.id();
            if (step instanceof Step.Create create) {
                out.println(
                        Ink.GOOD.paint("+ " + name + "  (" + create.located().at("") + ")", colour));
            } else if (step instanceof Step.Prune prune) {
                out.println(Ink.BAD.paint("- " + name + "  (" + prune.applied() + ", in no file any more)", colour));
            } else if (step instanceof Step.Keep keep && !keep.ours()) {
                out.println("= " + name + "  (" + keep.located().at("") + "; made elsewhere, stays so: never pruned)");
            } else if (step instanceof Step.Change change) {
                var taken = change.ours() ? "" : "; made elsewhere, taken over: --prune may remove it later";
                out.println(
                        Ink.WARN.paint("~ " + name + "  (" + change.located().at("") + taken + ")", colour));
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

    /**
     * What is new and what changes first, then what goes: nothing is uncovered in between. Each is marked once it is
     * done: what breaks in between leaves a definition that is never pruned, not one that is by mistake.
     */
    void run(Api api) {
        for (var step : steps) {
            if (step instanceof Step.Create create) {
                put(api, create.located());
                marks.put(step);
            } else if (step instanceof Step.Change change) {
                put(api, change.located());
                marks.put(step);
            }
        }
        for (var step : steps) {
            if (step instanceof Step.Prune) {
                var answer = api.delete(Service.AGGREGATOR, step.kind().path(step.id()));
                if (answer.code() != 404) {
                    answer.orFail();
                }
                marks.remove(step);
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
}
