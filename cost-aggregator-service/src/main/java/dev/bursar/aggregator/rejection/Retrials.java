package dev.bursar.aggregator.rejection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.aggregator.intake.EventRetrial;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.kit.problem.ProblemException;
import dev.bursar.kit.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in again what was set aside. A usage event is posted at once; a raw record goes to the end of its topic, where ingest
 * reads it again: only ingest writes usage events.
 */
@ApplicationScoped
class Retrials {

    private final Originals originals;
    private final EventRetrial events;
    private final RejectionStore store;
    private final Topics topics;

    Retrials(Originals originals, EventRetrial events, RejectionStore store, Topics topics) {
        this.originals = originals;
        this.events = events;
        this.store = store;
        this.topics = topics;
    }

    Uni<ObjectNode> retry(Rejection rejection, String by) {
        var origin = rejection
                .origin()
                .filter(at ->
                        at.topic().equals(topics.usageEvents()) || at.topic().equals(topics.usageRaw()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, rejection.id() + " did not come by a topic: send it again"));
        return Uni.createFrom()
                .item(() -> originals.find(origin))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT,
                        "the original of " + rejection.id() + " is not on topic " + origin.topic() + " any more")))
                .chain(original -> store.retried(rejection.id(), by).chain(() -> take(original)))
                .map(outcome -> Json.object()
                        .put("id", rejection.id())
                        .put("state", outcome.equals(EventRetrial.REJECTED) ? "set_aside" : "retried")
                        .put("outcome", outcome));
    }

    private Uni<String> take(ConsumerRecord<byte[], byte[]> original) {
        return original.topic().equals(topics.usageEvents())
                ? events.post(original)
                : Uni.createFrom()
                        .item(() -> {
                            originals.appendAgain(original);
                            return "queued";
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
