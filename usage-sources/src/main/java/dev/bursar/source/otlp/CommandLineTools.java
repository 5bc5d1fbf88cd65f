package dev.bursar.source.otlp;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The coding agents that are known. */
final class CommandLineTools {

    private static final List<CommandLineTool> ALL = List.of(new ClaudeCode(), new GeminiCli(), new Codex());

    private CommandLineTools() {}

    static Optional<CommandLineTool> of(String scope, Attributes resource) {
        var service = resource.text("service.name").orElse("");
        return find(tool -> tool.isIts(scope, service));
    }

    static Optional<CommandLineTool> ofMetric(String metric) {
        return find(tool -> tool.isItsMetric(metric));
    }

    private static Optional<CommandLineTool> find(Predicate<CommandLineTool> fits) {
        return ALL.stream().filter(fits).findFirst();
    }
}
