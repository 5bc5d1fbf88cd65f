package dev.bursar.ingest;

import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.event.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Where every entrance leads: outcomes are published, then counted, and only then anyone is told. */
@Singleton
public class UsageEntrance {

    private final EventPublisher publisher;
    private final EventCounters counters;

    UsageEntrance(EventPublisher publisher, EventCounters counters) {
        this.publisher = publisher;
        this.counters = counters;
    }

    /** Completes when all outcomes are on all replicas; fails with {@link EventPublisher.Unavailable}. */
    public Uni<Void> take(Entrance entrance, List<Outcome> outcomes, Publication publication) {
        return Uni.createFrom()
                .completionStage(() -> publisher.publish(publication.records(outcomes)))
                .invoke(() -> counters.count(entrance, outcomes));
    }

    /** A request that is refused as a whole: nothing is published. */
    void refuse(Entrance entrance, List<Outcome> outcomes) {
        counters.count(entrance, outcomes);
    }
}
