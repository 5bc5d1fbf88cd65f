package dev.bursar.cli.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar token}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Mints, lists and revokes bearer tokens.",
            "",
            "Without a subcommand it mints one and prints it alone on standard output; its id goes to standard error.",
            "",
            "Roles: emitter reports usage, caller asks the gate, viewer reads its own team, auditor reads all, admin"
                    + " does everything.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  export BURSAR_TOKEN=$(bursar token --principal coder-1 --team platform)",
            "  bursar token --principal gateway --role emitter --act-for 'agents-*'"
        },
        subcommands = {TokenListCommand.class, TokenRevokeCommand.class})
public final class TokenCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Option(names = "--principal", paramLabel = "NAME", description = "Who it is for.")
    private String principal;

    @Option(
            names = "--role",
            paramLabel = "ROLE,...",
            hideParamSyntax = true,
            split = ",",
            defaultValue = "emitter,caller",
            description = "What it is for. Default: emitter,caller.")
    private List<String> roles;

    @Option(names = "--team", paramLabel = "NAME", description = "The team it may report and ask for; without it, any.")
    private String team;

    @Option(
            names = "--project",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description = "The projects it may report and ask for; without it, any.")
    private List<String> projects = List.of();

    @Option(
            names = "--act-for",
            paramLabel = "PATTERN,...",
            hideParamSyntax = true,
            split = ",",
            description = "Other principals it may report and ask for, * for any characters.")
    private List<String> actFor = List.of();

    @Option(names = "--ttl", paramLabel = "DURATION", description = "How long it is good, such as PT1H or P30D.")
    private String ttl;

    @Override
    public Integer call() {
        if (principal == null) {
            throw new ParameterException(spec.commandLine(), "Whom is the token for? --principal NAME");
        }
        var answer = connection
                .open()
                .post(Service.AGGREGATOR, "/api/v1/tokens", body())
                .orFail();
        var minted = answer.json();
        if (!minted.path("token").isTextual()) {
            throw new CommandFailure(answer.request() + " answered without a token");
        }
        spec.commandLine().getOut().println(minted.path("token").textValue());
        spec.commandLine().getOut().flush();
        var err = spec.commandLine().getErr();
        err.println("(" + minted.path("id").asText() + " for " + principal
                + (minted.hasNonNull("expires_at")
                        ? ", until " + minted.path("expires_at").asText()
                        : "") + ")");
        err.flush();
        return Exit.DONE;
    }

    private ObjectNode body() {
        var body = Json.object().put("principal", principal);
        putAll(body, "roles", roles);
        if (team != null) {
            body.put("team", team);
        }
        putAll(body, "projects", projects);
        putAll(body, "act_for", actFor);
        if (ttl != null) {
            body.put("ttl", ttl);
        }
        return body;
    }

    private static void putAll(ObjectNode body, String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = body.putArray(name);
            values.forEach(array::add);
        }
    }
}
