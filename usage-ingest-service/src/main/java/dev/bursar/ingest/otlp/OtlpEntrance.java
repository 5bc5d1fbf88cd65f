package dev.bursar.ingest.otlp;

import dev.bursar.contract.Topics;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.ingest.Publication;
import dev.bursar.ingest.UsageEntrance;
import dev.bursar.ingest.event.Arrival;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.ingest.event.RecordReader;
import dev.bursar.ingest.event.Sender;
import dev.bursar.kit.problem.Trace;
import dev.bursar.source.otlp.OtlpCalls;
import dev.bursar.source.otlp.OtlpExport;
import dev.bursar.source.otlp.OtlpOutcome;
import dev.bursar.source.otlp.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where HTTP and gRPC meet: an export is understood, and what it says is on all of Kafka's replicas before the answer. */
@Singleton
class OtlpEntrance {

    private final RecordReader reader;
    private final UsageEntrance entrance;
    private final Topics topics;
    private final InstantSource clock;

    OtlpEntrance(RecordReader reader, UsageEntrance entrance, Topics topics, InstantSource clock) {
        this.reader = reader;
        this.entrance = entrance;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * May wait for Kafka's metadata, so not on an event loop.
     *
     * @param asked the signal of the path, for an export without any record
     * @return fails with {@link dev.bursar.ingest.EventPublisher.Unavailable}
     */
    Uni<OtlpAnswer> take(OtlpExport export, Signal asked, Sender sender, Trace trace) {
        var arrival = new Arrival(sender, Entrance.OTLP, clock.instant(), Optional.empty());
        var understood = OtlpCalls.understand(export);
        var outcomes = understood.outcomes().stream()
                .map(outcome -> outcome(outcome, arrival))
                .toList();
        return publish(outcomes, arrival, trace)
                .replaceWith(() -> OtlpAnswer.of(export.signal(asked), understood, outcomes));
    }

    private Uni<Void> publish(List<Outcome> outcomes, Arrival arrival, Trace trace) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var publication =
                new Publication(topics, trace.id() + trace.span(), arrival.receivedAt(), Optional.empty(), trace);
        return entrance.take(Entrance.OTLP, outcomes, publication);
    }

    private Outcome outcome(OtlpOutcome outcome, Arrival arrival) {
        if (outcome instanceof OtlpOutcome.Counted counted) {
            return reader.readNormalised(OtlpEvents.event(counted.call()), arrival);
        }
        var refused = (OtlpOutcome.Refused) outcome;
        return reader.rejected(OtlpEvents.event(refused), arrival, refused.reason(), refused.detail());
    }
}
