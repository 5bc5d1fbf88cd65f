package dev.bursar.ingest.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsageJson;
import dev.bursar.source.cli.UnderstoodRun;
import dev.bursar.source.provider.UnderstoodCall;
import java.util.List;

/** Writes what a provider's body or a tool's output said, and whom the sender says it was for, as the content of a normalised event. */
final class NormalisedCall {

    private static final List<String> SAID_BY_SENDER = List.of(
            "agent",
            "mission",
            "step",
            "session",
            "operation",
            "tool",
            "tags",
            "hold",
            "hold_final",
            Dimensions.PRINCIPAL,
            Dimensions.TEAM,
            Dimensions.PROJECT,
            "duration_ms",
            "status");

    private NormalisedCall() {}

    /** What a tool says of itself stands where the sender says nothing. */
    static ObjectNode of(UnderstoodRun run, ObjectNode sent) {
        var content = of(run.call(), sent);
        run.session()
                .filter(session -> !content.hasNonNull("session"))
                .ifPresent(session -> content.put("session", session));
        if (run.failed() && !content.hasNonNull("status")) {
            content.put("status", "error");
        }
        run.series().ifPresent(series -> {
            var object = content.putObject("series").put("id", series.id());
            if (series.start()) {
                object.put("start", true);
            }
        });
        return content;
    }

    static ObjectNode of(UnderstoodCall call, ObjectNode sent) {
        var content = Json.object();
        SAID_BY_SENDER.stream().filter(sent::has).forEach(name -> content.set(name, sent.get(name)));
        content.put(Dimensions.PROVIDER, call.provider()).put(Dimensions.MODEL, call.model());
        content.set("usage", UsageJson.write(call.usage()));
        call.responseId().ifPresent(id -> content.put("response_id", id));
        call.part().ifPresent(part -> content.put("part", part));
        call.serviceTier().ifPresent(tier -> content.put(Dimensions.SERVICE_TIER, tier));
        call.region().ifPresent(region -> content.put(Dimensions.REGION, region));
        call.reportedCostUsd().ifPresent(cost -> content.put("reported_cost_usd", Json.money(cost)));
        if (call.scope() == Scope.RUN) {
            content.put("scope", "run");
        }
        if (call.approximate()) {
            content.put("approximate", true);
        }
        return content;
    }
}
