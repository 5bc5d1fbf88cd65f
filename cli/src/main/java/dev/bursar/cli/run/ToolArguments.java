package dev.bursar.cli.run;

import dev.bursar.source.cli.ToolOutputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A command line of which it is known what some tools make of it. */
record ToolArguments(List<String> command) {

    private static final String OUTPUT_FORMAT = "--output-format";

    /** What Claude Code and Gemini CLI do about themselves, where others would have a task. */
    private static final Set<String> OWN_COMMANDS = Set.of(
            "agents",
            "auth",
            "auto-mode",
            "config",
            "doctor",
            "extension",
            "extensions",
            "gemma",
            "hook",
            "hooks",
            "install",
            "mcp",
            "migrate-installer",
            "plugin",
            "plugins",
            "project",
            "remote-control",
            "setup-token",
            "skill",
            "skills",
            "update",
            "upgrade");

    /** The tool that is called, by the name of the program. */
    Optional<String> tool() {
        return Optional.of(Path.of(command.get(0)).getFileName().toString()).filter(ToolOutputs::isTool);
    }

    boolean isTool(String name) {
        return tool().filter(name::equals).isPresent();
    }

    /**
     * Whether the tool does one task and ends, and does not talk with a person.
     *
     * @param attended whether a person is there: without a terminal these tools do as with the option for one task
     */
    boolean isOneShot(boolean attended) {
        return switch (tool().orElse("")) {
            case "claude" -> has("-p", "--print") || !(attended || isOwnCommand());
            case "gemini" ->
                has("-p", "--prompt") || !(attended || isOwnCommand() || has("-i", "--prompt-interactive"));
            case "codex" -> command.contains("exec") || command.contains("e");
            default -> true;
        };
    }

    private boolean isOwnCommand() {
        return command.size() > 1 && OWN_COMMANDS.contains(command.get(1));
    }

    /** Whether the command line says itself in which form the tool prints. */
    boolean choosesOutput() {
        return tool().filter("codex"::equals).isPresent()
                ? has("--json", "--experimental-json")
                : has(OUTPUT_FORMAT, "-o");
    }

    /** The model that the command line names. */
    Optional<String> model() {
        for (int i = 1; i < command.size(); i++) {
            var argument = command.get(i);
            if ((argument.equals("--model") || argument.equals("-m")) && i + 1 < command.size()) {
                return Optional.of(command.get(i + 1));
            }
            if (argument.startsWith("--model=")) {
                return Optional.of(argument.substring("--model=".length()));
            }
        }
        return Optional.empty();
    }

    /** The same, printing its usage; in front of everything that could be taken for a part of the task. */
    List<String> withUsage() {
        var line = new ArrayList<>(command);
        switch (tool().orElseThrow()) {
            case "claude" -> {
                line.addAll(1, List.of(OUTPUT_FORMAT, "stream-json", "--verbose"));
                if (!has("-p", "--print")) {
                    line.add(1, "-p");
                }
            }
            case "gemini" -> line.addAll(1, List.of(OUTPUT_FORMAT, "stream-json"));
            default -> line.add(Math.max(line.indexOf("exec"), line.indexOf("e")) + 1, "--json");
        }
        return line;
    }

    private boolean has(String... options) {
        for (var argument : command.subList(1, command.size())) {
            for (var option : options) {
                if (argument.equals(option) || argument.startsWith(option + "=")) {
                    return true;
                }
            }
        }
        return false;
    }
}
