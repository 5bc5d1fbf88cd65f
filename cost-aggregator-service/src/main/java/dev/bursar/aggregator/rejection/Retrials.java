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
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in again what was set aside. A usage event is posted at once; a raw record goes to the end of its topic, where ingest
 * reads it again: only ingest writes usage events.
 */
@ApplicationScoped
class Retrials {

    /** What leaves a record where it was. */
    private static final Set<String> SET_ASIDE = Set.of(EventRetrial.REJECTED, "conflict");

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
                .map(found -> found.orElseThrow(() -> gone(rejection)))
                .chain(original -> take(original, rejection))
                .call(outcome ->
                        SET_ASIDE.contains(outcome) ? Uni.createFrom().voidItem() : store.retried(rejection.id(), by))
                .map(outcome -> Json.object()
                        .put("id", rejection.id())
                        .put("state", SET_ASIDE.contains(outcome) ? "set_aside" : "retried")
                        .put("outcome", outcome));
    }

    private static ProblemException gone(Rejection rejection) {
        return new ProblemException(
                ProblemType.CONFLICT, "the original of " + rejection.id() + " is not on its topic any more");
    }

    private Uni<String> take(ConsumerRecord<byte[], byte[]> original, Rejection rejection) {
        return original.topic().equals(topics.usageEvents())
                ? events.post(original, rejection.eventId()).map(outcome -> outcome.orElseThrow(() -> gone(rejection)))
                : Uni.createFrom()
                        .item(() -> {
                            originals.appendAgain(original);
                            return "queued";
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
