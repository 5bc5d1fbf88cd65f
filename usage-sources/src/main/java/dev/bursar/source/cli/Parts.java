package dev.bursar.source.cli;

import dev.bursar.source.provider.UnderstoodCall;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Names the runs of one output, so that no two of them are one event. */
final class Parts {

    private Parts() {}

    /** Each by its model where there are several, and by its session too where models repeat. */
    static List<UnderstoodRun> named(List<UnderstoodRun> runs) {
        if (runs.size() < 2) {
            return runs;
        }
        var models = new HashSet<String>();
        var repeated = runs.stream().anyMatch(run -> !models.add(run.call().model()));
        return runs.stream()
                .map(run -> named(run, repeated ? bySession(run) : run.call().model()))
                .toList();
    }

    private static String bySession(UnderstoodRun run) {
        return run.session().map(id -> id + "/").orElse("") + run.call().model();
    }

    private static UnderstoodRun named(UnderstoodRun run, String part) {
        var call = run.call();
        var renamed = new UnderstoodCall(
                call.provider(),
                call.model(),
                call.responseId(),
                Optional.of(part),
                call.usage(),
                call.scope(),
                call.serviceTier(),
                call.region(),
                call.approximate(),
                call.reportedCostUsd());
        return new UnderstoodRun(renamed, run.series(), run.session(), run.id(), run.failed());
    }
}
