package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsageEventJson;
import dev.bursar.contract.usage.UsageJson;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run told of itself, as far as its cost depends on it.
 *
 * @param usage running totals, or this run's own counts
 */
record Snapshot(
        String id,
        Instant at,
        boolean startsAnew,
        Optional<String> step,
        OptionalLong durationMillis,
        String provider,
        String model,
        Scope scope,
        Optional<String> serviceTier,
        Optional<String> region,
        Usage usage) {

    static Snapshot of(Use use) {
        return new Snapshot(
                use.id(),
                use.at(),
                use.startsAnew(),
                use.step(),
                use.durationMillis(),
                use.call().provider(),
                use.call().model(),
                use.call().scope(),
                use.call().serviceTier(),
                use.call().region(),
                use.call().usage());
    }

    /** What is to be priced when the run used so much. */
    Pricer.Call priced(Usage share) {
        return new Pricer.Call(provider, model, at, share, scope, serviceTier, region);
    }

    /** @throws CommandFailure what this program did not write so */
    static Snapshot read(JsonNode kept) {
        var usage = kept.path("usage");
        if (!usage.isObject()
                || !usage.properties().stream().allMatch(count -> isCount(count.getKey(), count.getValue()))) {
            throw unreadable("usage");
        }
        return new Snapshot(
                required(kept, "id"),
                UsageEventJson.readTime(required(kept, "timestamp")).orElseThrow(() -> unreadable("timestamp")),
                kept.path("start").asBoolean(false),
                text(kept, "step"),
                kept.path("duration_ms").isIntegralNumber()
                        ? OptionalLong.of(kept.path("duration_ms").longValue())
                        : OptionalLong.empty(),
                required(kept, "provider"),
                required(kept, "model"),
                Scope.RUN,
                text(kept, "service_tier"),
                text(kept, "region"),
                UsageJson.readWritten(usage));
    }

    private static boolean isCount(String name, JsonNode value) {
        return Meter.isName(name) && value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
    }

    ObjectNode json() {
        var json = Json.object().put("id", id).put("timestamp", at.toString());
        if (startsAnew) {
            json.put("start", true);
        }
        step.ifPresent(name -> json.put("step", name));
        durationMillis.ifPresent(millis -> json.put("duration_ms", millis));
        json.put("provider", provider).put("model", model);
        serviceTier.ifPresent(tier -> json.put("service_tier", tier));
        region.ifPresent(name -> json.put("region", name));
        json.set("usage", UsageJson.write(usage));
        return json;
    }

    private static String required(JsonNode kept, String name) {
        return text(kept, name).orElseThrow(() -> unreadable(name));
    }

    private static Optional<String> text(JsonNode kept, String name) {
        return Optional.ofNullable(kept.path(name).textValue());
    }

    private static CommandFailure unreadable(String name) {
        return new CommandFailure("telemetry.series has an entry whose " + name + " is missing or can't be read");
    }
}
