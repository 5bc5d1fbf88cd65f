package dev.bursar.cli.token;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar token revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Takes tokens back: every service refuses them from now on.", ""})
final class TokenRevokeCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The token's id, not the token.")
    private List<String> ids;

    @Override
    public Integer call() {
        var api = connection.open();
        for (var id : ids) {
            api.delete(Service.AGGREGATOR, "/api/v1/tokens/" + Query.segment(id))
                    .orFail();
            spec.commandLine().getOut().println("revoked " + id);
        }
        return Exit.DONE;
    }
}
