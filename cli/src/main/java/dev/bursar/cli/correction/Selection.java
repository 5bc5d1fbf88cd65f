package dev.bursar.cli.correction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.client.Labels;
import dev.bursar.cli.client.Period;
import dev.bursar.contract.Json;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which events are to be corrected, and how. */
final class Selection {

    @Mixin
    private Period period;

    @Mixin
    private Labels labels;

    @Option(names = "--provider", paramLabel = "NAME", description = "The provider.")
    private String provider;

    @Option(names = "--model", paramLabel = "NAME", description = "The model, as it was reported.")
    private String model;

    @Option(
            names = "--cost-state",
            paramLabel = "STATE",
            description = "How they are booked: priced, reported, unpriced or free.")
    private String costState;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    boolean json() {
        return json;
    }

    ObjectNode body() {
        var body = Json.object();
        period.addTo(body);
        labels.addTo(body);
        Optional.ofNullable(provider).ifPresent(name -> body.put("provider", name));
        Optional.ofNullable(model).ifPresent(name -> body.put("model", name));
        Optional.ofNullable(costState).ifPresent(state -> body.put("cost_state", state));
        return body.put("dry_run", dryRun);
    }
}
