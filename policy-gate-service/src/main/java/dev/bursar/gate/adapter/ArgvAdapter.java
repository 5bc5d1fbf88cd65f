package dev.bursar.gate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tools that hand a command line to the docker program: {@code docker {"args": ["run", "--rm", "python:3.9-slim"]}}. */
final class ArgvAdapter implements Adapter {

    private static final String ARGS = "args";
    private static final Set<String> MANAGEMENT = Set.of(
            "container",
            "image",
            "builder",
            "buildx",
            "compose",
            "context",
            "manifest",
            "network",
            "node",
            "plugin",
            "secret",
            "service",
            "stack",
            "swarm",
            "system",
            "trust",
            "volume",
            "config",
            "checkpoint");
    private static final Set<String> OTHER_USES = Set.of(
            "attach", "build", "commit", "cp", "diff", "events", "exec", "export", "history", "images", "import",
            "info", "inspect", "kill", "load", "login", "logout", "logs", "pause", "port", "ps", "push", "rename",
            "restart", "rm", "rmi", "save", "search", "start", "stats", "stop", "tag", "top", "unpause", "update",
            "version", "wait");

    @Override
    public Reading read(ObjectNode arguments, Optional<String> named) {
        var args = arguments.path(ARGS);
        if (!Shape.isListOfTexts(args)) {
            return new Reading.Malformed("/" + ARGS, "args is a list of texts");
        }
        var unknown = new Arguments(Launch.Act.RUN);
        arguments.fieldNames().forEachRemaining(key -> {
            if (!key.equals(ARGS)) {
                unknown.unknown("/" + key);
            }
        });
        return unknown.isUnclear() ? unknown.reading() : command(Shape.texts(args));
    }

    private static Reading command(List<String> words) {
        var first = words.isEmpty() ? "" : words.get(0);
        boolean managed = words.size() > 1 && (first.equals("container") || first.equals("image"));
        var command = managed ? words.get(1) : first;
        var rest = words.subList(managed ? 2 : Math.min(1, words.size()), words.size());
        boolean ofContainers = !first.equals("image");
        if (ofContainers && command.equals("run")) {
            return new CommandLine(CommandFlags.RUN, Launch.Act.RUN, rest).read();
        }
        if (ofContainers && command.equals("create")) {
            return new CommandLine(CommandFlags.RUN, Launch.Act.CREATE, rest).read();
        }
        if (!first.equals("container") && command.equals("pull")) {
            return new CommandLine(CommandFlags.PULL, Launch.Act.PULL, rest).read();
        }
        return MANAGEMENT.contains(first) || OTHER_USES.contains(first)
                ? new Reading.OtherUse(managed ? first + " " + command : first)
                : unclear(first);
    }

    /** Flags before the command lead to another engine or configuration; other words are no command. */
    private static Reading unclear(String word) {
        var found = new Arguments(Launch.Act.RUN);
        found.unclear(word, "is not a command that can be judged");
        return found.reading();
    }
}
