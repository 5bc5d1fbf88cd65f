package dev.bursar.cli.run;

import dev.bursar.cli.tool.ToolSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run, and what becomes of its output.
 *
 * @param tool whose output it is, where that is known
 * @param command program and arguments
 * @param model what the command line says
 * @param shown how a person sees the output
 */
record Launch(Optional<String> tool, List<String> command, Optional<String> model, Shown shown) {

    /** How a person sees what the tool prints. */
    enum Shown {
        /** Every byte as it comes. */
        AS_PRINTED,
        /** The texts alone: the form with usage was our wish, not the person's. */
        AS_TEXT,
        /** The terminal is the tool's: it talks with a person, and its output can't be taken from it. */
        BY_ITSELF
    }

    Launch {
        command = List.copyOf(command);
    }

    /** A tool with a task, in its mode with usage. */
    static Launch task(String tool, String task, Optional<String> model) {
        var command = new ArrayList<String>();
        switch (tool) {
            case "claude" -> {
                command.addAll(List.of("claude", "-p"));
                model.ifPresent(name -> command.addAll(List.of("--model", name)));
                command.addAll(List.of("--output-format", "stream-json", "--verbose"));
                addTask(command, task);
            }
            case "gemini" -> {
                command.add("gemini");
                model.ifPresent(name -> command.addAll(List.of("-m", name)));
                command.addAll(List.of("--output-format", "stream-json", "--prompt=" + task));
            }
            case "codex" -> {
                command.addAll(List.of("codex", "exec", "--json"));
                model.ifPresent(name -> command.addAll(List.of("-m", name)));
                addTask(command, task);
            }
            default -> throw new IllegalArgumentException("no tool: " + tool);
        }
        return new Launch(Optional.of(tool), command, model, Shown.AS_TEXT);
    }

    private static void addTask(List<String> command, String task) {
        if (task.startsWith("-")) {
            command.add("--");
        }
        command.add(task);
    }

    /**
     * A command as it was given; where it is a known tool in a mode without usage, with the option that it needs.
     *
     * @param named the tool that a person says it is
     * @param attended whether a person could talk with the tool
     */
    static Launch command(List<String> given, Optional<String> named, Optional<String> model, boolean attended) {
        var line = new ToolArguments(given);
        var known = model.or(line::model);
        if (named.isPresent() && !line.isTool(named.get())) {
            return new Launch(named, given, known, Shown.AS_PRINTED);
        }
        var tool = line.tool();
        if (tool.isEmpty()) {
            return new Launch(Optional.empty(), given, known, Shown.AS_PRINTED);
        }
        if (!line.isOneShot(attended)) {
            return new Launch(tool, given, known, Shown.BY_ITSELF);
        }
        return line.choosesOutput()
                ? new Launch(tool, given, known, Shown.AS_PRINTED)
                : new Launch(tool, line.withUsage(), known, Shown.AS_TEXT);
    }

    /** The same, where the command line names no model with that of the tool's settings. */
    Launch withModelOf(ToolSettings settings) {
        return new Launch(tool, command, model.map(settings::modelOf).or(settings::model), shown);
    }

    /** Whether the gate and the books can be told which model it is. */
    Optional<String> provider() {
        return tool.map(name -> switch (name) {
            case "claude" -> "anthropic";
            case "gemini" -> "google";
            default -> "openai";
        });
    }
}
