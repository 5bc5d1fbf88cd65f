package dev.bursar.ingest;

import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was accepted and what was set aside, by entrance; each series is there from the start. */
@Singleton
class EventCounters {

    private final Map<Entrance, Counter> accepted = new EnumMap<>(Entrance.class);
    private final Map<Entrance, Counter> rejected = new EnumMap<>(Entrance.class);

    EventCounters(MeterRegistry registry) {
        for (var entrance : Entrance.values()) {
            accepted.put(entrance, counter(registry, entrance, "accepted"));
            rejected.put(entrance, counter(registry, entrance, "rejected"));
        }
    }

    void count(Entrance entrance, List<Outcome> outcomes) {
        var good = outcomes.stream().filter(Outcome.Accepted.class::isInstance).count();
        accepted.get(entrance).increment(good);
        rejected.get(entrance).increment(outcomes.size() - good);
    }

    private static Counter counter(MeterRegistry registry, Entrance entrance, String outcome) {
        return Counter.builder(MeterNames.EVENTS)
                .description("Usage records by the way they came and what became of them")
                .tag(MeterNames.PATH, UsagePath.lower(entrance))
                .tag(MeterNames.OUTCOME, outcome)
                .register(registry);
    }
}
