package dev.bursar.cli.tool;

import dev.bursar.cli.terminal.Environment;
import java.util.List;
import java.util.Optional;

/** What a tool will do when it is started here, as its environment, its settings files and its options say together. */
public interface ToolSettings {

    /** Where it sends its log events by OTLP, if it does; metrics and spans of these tools count nothing. */
    Optional<String> logsEndpoint();

    /** The model it will use where its command line names none; empty where that is left to the tool. */
    Optional<String> model();

    /** The model that a name stands for; the name itself where nothing else is known of it. */
    default String modelOf(String name) {
        return name;
    }

    /** Where a project's settings ask for log events to be sent, though the tool does not take it from them. */
    default Optional<String> projectEndpoint() {
        return Optional.empty();
    }

    /** @param command the tool's command line, the program first */
    static ToolSettings of(String tool, List<String> command, Environment environment) {
        var options = new Options(command);
        return switch (tool) {
            case "claude" -> ClaudeSettings.read(options, environment);
            case "gemini" -> GeminiSettings.read(environment);
            case "codex" -> CodexSettings.read(options, environment);
            default -> throw new IllegalArgumentException("no tool: " + tool);
        };
    }
}
