package dev.bursar.cli.period;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.contract.Json;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bursar periods close}. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {"Closes a month that is over; it can't be opened again.", ""})
final class PeriodCloseCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MONTH", description = "Such as 2026-10.")
    private String month;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    @Override
    public Integer call() {
        var answer = connection
                .open()
                .post(Service.AGGREGATOR, "/api/v1/periods/" + Query.segment(month) + "/close", Json.object())
                .orFail();
        var cost = new BigDecimal(answer.json().path("cost_usd").asText("0"));
        spec.commandLine().getOut().println(json ? answer.text() : month + " is closed at " + Figures.usd(cost));
        return Exit.DONE;
    }
}
