package dev.bursar.cli.cost;

import dev.bursar.cli.client.Connection;
import dev.bursar.cli.client.Query;
import dev.bursar.cli.client.Service;
import dev.bursar.cli.state.StateFile;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.cli.terminal.Environment;
import dev.bursar.cli.terminal.Exit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bursar status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        description = {
            "Prints the cost and the tokens of a mission or of today, in two lines.",
            "",
            "Covers --mission, else $BURSAR_MISSION, else today. Tokens in count cached ones too, tokens out count"
                    + " reasoning too. For a prompt or a script: what is covered goes to standard error.",
            ""
        })
public final class StatusCommand implements Callable<Integer> {

    private static final int DECIMALS = 4;

    private final Environment environment;

    @Mixin
    private Connection connection;

    @Spec
    private CommandSpec spec;

    @Option(names = "--mission", paramLabel = "ID", description = "The mission, from its first call on.")
    private String mission;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "What the section telemetry of this YAML file holds; no server is asked.")
    private Path state;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    StatusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (state != null && mission != null) {
            throw new ParameterException(spec.commandLine(), "a state file knows no missions: --state or --mission");
        }
        return state == null ? ofServer() : ofFile();
    }

    private int ofFile() {
        var path = environment.folder().resolve(state);
        if (!Files.exists(path)) {
            throw new CommandFailure("there is no file " + state + "; the first run or record with --state makes it");
        }
        var file = new StateFile(path);
        var telemetry = file.read();
        if (json) {
            spec.commandLine().getOut().println(file.json());
            return Exit.DONE;
        }
        print(telemetry.totalCost(), telemetry.tokensIn(), telemetry.tokensOut());
        explain(state.toString(), telemetry.calls(), telemetry.unpricedCalls());
        return Exit.DONE;
    }

    private void print(BigDecimal cost, Number tokensIn, Number tokensOut) {
        var out = spec.commandLine().getOut();
        out.println(
                "Total Cost: $" + cost.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString());
        out.println("Tokens: In: " + tokensIn + ", Out: " + tokensOut);
        out.flush();
    }

    private int ofServer() {
        var chosen = Optional.ofNullable(mission).or(() -> environment.variable("BURSAR_MISSION"));
        var today = LocalDate.ofInstant(environment.clock().instant(), environment.zone());
        var query = Query.none()
                .with("from", chosen.isPresent() ? CostCommand.BEGINNING : today.toString())
                .with("zone", environment.zone().getId());
        chosen.ifPresent(id -> query.with("mission", id));
        var answer = connection
                .open()
                .get(Service.AGGREGATOR, "/api/v1/metrics/costs", query)
                .orFail();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.text());
            return Exit.DONE;
        }
        var total = Costs.read(answer.json()).total();
        print(total.cost(), total.tokensIn(), total.tokensOut());
        var scope = chosen.map(id -> "mission " + id).orElse("today, " + today);
        explain(scope + " in " + environment.zone().getId(), total.calls(), total.unpricedCalls());
        return Exit.DONE;
    }

    private void explain(String scope, long calls, long unpricedCalls) {
        var unpriced = unpricedCalls == 0 ? "" : ", " + unpricedCalls + " of them unpriced";
        var err = spec.commandLine().getErr();
        err.println("(" + scope + ": " + calls + (calls == 1 ? " call" : " calls") + unpriced + ")");
        err.flush();
    }
}
