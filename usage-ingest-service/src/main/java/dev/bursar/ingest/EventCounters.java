package dev.bursar.ingest;

import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what was accepted and what was set aside, by entrance, and the calls of which it is not known what they used;
 * each series is there from the start.
 */
@Singleton
class EventCounters {

    private final Map<Entrance, Counter> accepted = new EnumMap<>(Entrance.class);
    private final Map<Entrance, Counter> rejected = new EnumMap<>(Entrance.class);
    private final Map<Entrance, Counter> bounded = new EnumMap<>(Entrance.class);
    private final Map<Entrance, Counter> unknown = new EnumMap<>(Entrance.class);

    EventCounters(MeterRegistry registry) {
        for (var entrance : Entrance.values()) {
            accepted.put(entrance, events(registry, entrance, "accepted"));
            rejected.put(entrance, events(registry, entrance, "rejected"));
            bounded.put(entrance, unknownUsage(registry, entrance, "partly"));
            unknown.put(entrance, unknownUsage(registry, entrance, "wholly"));
        }
    }

    void count(Entrance entrance, List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Accepted taken) {
                accepted.get(entrance).increment();
                bounded.get(entrance).increment(taken.event().approximate() ? 1 : 0);
            } else {
                var reason = ((Outcome.Rejected) outcome).reason();
                rejected.get(entrance).increment();
                unknown.get(entrance).increment(reason == RejectionReason.NO_USAGE ? 1 : 0);
            }
        }
    }

    private static Counter events(MeterRegistry registry, Entrance entrance, String outcome) {
        return Counter.builder(MeterNames.EVENTS)
                .description("Usage records by the way they came and what became of them")
                .tag(MeterNames.PATH, UsagePath.lower(entrance))
                .tag(MeterNames.OUTCOME, outcome)
                .register(registry);
    }

    private static Counter unknownUsage(MeterRegistry registry, Entrance entrance, String extent) {
        return Counter.builder(MeterNames.UNKNOWN_USAGE)
                .description("Calls whose usage is wholly unknown, or partly: a bound or a mixture, marked approximate")
                .tag(MeterNames.PATH, UsagePath.lower(entrance))
                .tag(MeterNames.EXTENT, extent)
                .register(registry);
    }
}
