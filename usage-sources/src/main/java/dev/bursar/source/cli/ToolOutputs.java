package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Understands what agents' command line tools print. */
public final class ToolOutputs {

    private static final List<Tool> TOOLS = List.of(new Claude(), new Gemini(), new Codex());

    private ToolOutputs() {}

    /** Whether a word is that of a tool whose output is understood. */
    public static boolean isTool(String word) {
        return find(word).isPresent();
    }

    /** The words of all tools. */
    public static List<String> tools() {
        return TOOLS.stream().map(Tool::word).toList();
    }

    /** Reads an output: one outcome for each model of each session in it, at least one. */
    public static List<RunOutcome> understand(ToolOutput output) {
        var gist = gist(output.tool(), document -> {}, line -> {});
        output.stdout().lines().forEach(gist::line);
        gist.end();
        return gist.outcomes(output.model());
    }

    /**
     * What an output that is still being printed tells of usage.
     *
     * @param seen is told of every document of the tool, when it is there
     * @param other is told of everything else
     * @throws IllegalArgumentException what is no tool
     */
    public static Gist gist(String tool, Consumer<ObjectNode> seen, Consumer<String> other) {
        return new Gist(find(tool).orElseThrow(() -> new IllegalArgumentException("no tool: " + tool)), seen, other);
    }

    private static Optional<Tool> find(String word) {
        return TOOLS.stream().filter(tool -> tool.word().equals(word)).findFirst();
    }
}
