package dev.bursar.cli.check;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.contract.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar check image}. */
@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Asks whether a container may be started from an image.", ""},
        footer = {
            "",
            "Examples:",
            "  bursar check image python:3.9-slim",
            "  bursar check image ubuntu:latest || echo refused",
            "  bursar check image postgres:15 --arg privileged=true --principal coder-1"
        })
final class CheckImageCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "The image, as it would be named to Docker.")
    private String image;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            defaultValue = "docker_run",
            description = "docker_run (default), docker_container_create or docker_pull.")
    private String action;

    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description = "Who would start it. Default: whom the token is for.")
    private String principal;

    @Option(
            names = "--arg",
            paramLabel = "NAME=VALUE",
            description =
                    "An argument of the tool call; may be repeated. JSON where it is JSON (true, 3, [..]), else text.")
    private Map<String, String> arguments = Map.of();

    @Option(names = "--json", description = "Print the gate's answer as it came.")
    private boolean json;

    CheckImageCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var command = spec.commandLine();
        var asker = new Asker(connection.open(), environment, command.getOut(), command.getErr());
        var context = Json.object();
        var given = context.putObject("arguments").put("image", image);
        new TreeMap<>(arguments).forEach((name, value) -> given.set(name, Question.value(value)));
        var who = asker.principal(Optional.ofNullable(principal));
        return asker.ask(new Question(who, action, "container_image", image, context), json);
    }
}
