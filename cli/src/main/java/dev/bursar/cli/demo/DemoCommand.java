package dev.bursar.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.client.Connection;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import dev.bursar.cli.terminal.Figures;
import dev.bursar.cli.terminal.Progress;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bursar demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Fills an empty ledger with a day of realistic traffic.",
            "",
            "Six agents of four teams call models of four providers and ask the gate, so that every report has something"
                    + " to show. Everything is tagged demo=true. Refused on a ledger that has real entries. Run twice on one day it changes"
                    + " nothing: the same calls arrive again.",
            ""
        })
public final class DemoCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another number is another day of traffic. Default: 1.")
    private long seed;

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var now = environment.clock().instant();
        var day = new DemoDay(LocalDate.ofInstant(now, environment.zone()), seed, now, environment.zone());
        var api = connection.open();
        var books = new DemoBooks(api);
        books.requireNothingReal();
        DemoBudgets.define(api, environment.zone());
        var calls = day.calls();
        books.post(calls, progress("calls posted:"));
        var total = books.await(day.sessions(), calls.size(), progress("calls in the ledger:"));
        var tally = new DemoQuestions(api).ask(progress("questions to the gate:"));
        summarise(calls, total, tally);
        return Exit.DONE;
    }

    private Progress progress(String what) {
        return new Progress(spec.commandLine().getErr(), environment.terminal(), what);
    }

    private void summarise(List<DemoCall> calls, JsonNode total, DemoQuestions.Tally tally) {
        var out = spec.commandLine().getOut();
        var mission = calls.get(calls.size() / 2).mission();
        out.println();
        out.println(Figures.count(total.path("calls").asLong()) + " calls of " + Agent.ALL.size() + " agents cost "
                + Figures.usd(new BigDecimal(total.path("cost_usd").asText("0"))) + ", "
                + Figures.count(total.path("unpriced_calls").asLong()) + " of them are unpriced. The gate permitted "
                + tally.permitted() + " of " + tally.asked() + " requests.");
        out.println();
        out.println("Try:");
        suggest(out, "cost --from yesterday --by team,model");
        suggest(out, "cost --from yesterday --by provider --interval hour");
        suggest(out, "status --mission " + mission);
        suggest(out, "budget show " + DemoBudgets.DAILY);
        suggest(out, "check image ubuntu:latest");
        suggest(out, "check model anthropic/claude-haiku-4-5 --input-tokens 12000 \\");
        out.println(
                "      --max-output-tokens 4000 --principal helpdesk-1 --team support --project helpdesk --tag demo=true");
        out.flush();
    }

    private static void suggest(PrintWriter out, String command) {
        out.println("  ./bursar " + command);
    }
}
