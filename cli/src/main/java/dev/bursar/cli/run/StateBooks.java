package dev.bursar.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.state.StateFile;
import dev.bursar.cli.state.Use;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.source.cli.Gist;
import dev.bursar.source.cli.RunOutcome;
import dev.bursar.source.cli.UnderstoodRun;
import dev.bursar.source.provider.CallOutcome;
import dev.bursar.source.provider.ProviderResponse;
import dev.bursar.source.provider.ProviderResponses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A state file: nobody is asked, and what is recorded stays there. */
final class StateBooks implements Books {

    private final StateFile file;
    private final Pricer pricer;
    private final List<String> options;

    StateBooks(Path path, Pricer pricer) {
        this.file = new StateFile(path);
        this.pricer = pricer;
        this.options = List.of("--state", path.toString());
    }

    @Override
    public List<String> options() {
        return options;
    }

    /** A file that can't be kept would lose the run. */
    @Override
    public Permission ask(Intent intent) {
        file.requireKeepable();
        return new Permission.Granted();
    }

    @Override
    public Recorded record(Gist gist, Report report) {
        var id = report.id().orElseGet(() -> UUID.randomUUID().toString());
        var uses = new ArrayList<Use>();
        var lines = new ArrayList<String>();
        for (var outcome : gist.outcomes(report.model())) {
            if (outcome instanceof RunOutcome.Understood understood) {
                var run = understood.run();
                var named = report.id().or(run::id).orElse(id);
                uses.add(Use.of(report.tool(), run, named, report.step(), report.at(), report.durationMillis()));
            } else {
                var refused = (RunOutcome.Refused) outcome;
                lines.add("not recorded: " + refused.reason().code() + ": " + refused.detail());
            }
        }
        return keep(uses, lines);
    }

    @Override
    public Recorded record(String provider, ObjectNode body, Report report) {
        var uses = new ArrayList<Use>();
        var lines = new ArrayList<String>();
        for (var outcome : ProviderResponses.understand(ProviderResponse.of(provider, body))) {
            if (outcome instanceof CallOutcome.Understood understood) {
                var call = understood.call();
                var run = new UnderstoodRun(call, Optional.empty(), Optional.empty(), call.responseId(), false);
                var id = call.responseId().orElseGet(() -> UUID.randomUUID().toString());
                uses.add(Use.of(report.tool(), run, id, report.step(), report.at(), report.durationMillis()));
            } else {
                lines.add("not recorded: " + ((CallOutcome.Refused) outcome).detail());
            }
        }
        return keep(uses, lines);
    }

    private Recorded keep(List<Use> uses, List<String> lines) {
        boolean whole = lines.isEmpty();
        var calls = new ArrayList<JsonNode>();
        var warnings = new ArrayList<String>();
        if (!uses.isEmpty()) {
            var added = file.add(uses, pricer);
            calls.addAll(added.calls());
            added.beganAnew().forEach(series -> warnings.add(warning(series)));
            added.replaced()
                    .forEach(total -> warnings.add("warning: total_cost_usd is the sum of the calls; the "
                            + total.toPlainString() + " that stood there was not, and was replaced"));
        }
        calls.forEach(call -> lines.add(line(call)));
        if (whole && calls.isEmpty()) {
            lines.add("recorded before, or nothing used since: the file is as it was");
        }
        var json = Json.object();
        json.putArray("calls").addAll(calls);
        return new Recorded(lines, warnings, json.toString(), whole);
    }

    private static String warning(String series) {
        return "warning: the totals of " + series
                + " are lower than those before them, so all of them count, as where it"
                + " began anew; a run that ended earlier is recorded with its --time";
    }

    private static String line(JsonNode call) {
        var cost = call.path("unpriced").asBoolean(false)
                ? "unpriced"
                : "$" + call.path("cost_usd").decimalValue().toPlainString();
        return "recorded: " + call.path("model").asText() + ", tokens in "
                + call.path("tokens_in").asText() + ", out "
                + call.path("tokens_out").asText() + ", " + cost;
    }
}
