package dev.bursar.cli.rejection;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.contract.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar rejections retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Takes records in again whose originals are still on a topic.", ""})
final class RejectionRetryCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As listed.")
    private List<String> ids;

    @Override
    public Integer call() {
        var api = connection.open();
        for (var id : ids) {
            var answer = api.post(
                            Service.AGGREGATOR, "/api/v1/rejections/" + Query.segment(id) + "/retry", Json.object())
                    .orFail();
            spec.commandLine()
                    .getOut()
                    .println(id + ": " + answer.json().path("outcome").asText());
        }
        return Exit.DONE;
    }
}
