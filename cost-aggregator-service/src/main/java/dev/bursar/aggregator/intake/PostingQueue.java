package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Ledger;
import dev.bursar.aggregator.ledger.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Posts deliveries in two lanes, a partition always in the same one and there in its order: while the database works on one
 * lane's posting, the other's is prepared. Each posting takes as long as it takes: an outage of the database holds everything
 * up and drops nothing.
 */
@ApplicationScoped
class PostingQueue {

    private static final Logger LOG = Logger.getLogger(PostingQueue.class);
    private static final int LANES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Opening opening;
    private final Ledger ledger;
    private final PostingState state;
    private final PostingMetrics metrics;
    private final Positions positions;
    private final List<Lane> lanes =
            Stream.generate(() -> new Lane(this::post)).limit(LANES).toList();

    PostingQueue(Opening opening, Ledger ledger, PostingState state, PostingMetrics metrics, Positions positions) {
        this.opening = opening;
        this.ledger = ledger;
        this.state = state;
        this.metrics = metrics;
        this.positions = positions;
    }

    /** Completes when what came before in the same lanes is posted: in each, one is under way, and one waits. */
    Uni<Void> put(List<Delivery> batch) {
        var before = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < LANES; i++) {
            int lane = i;
            var part = batch.stream()
                    .filter(delivery -> delivery.origin().partition() % LANES == lane)
                    .toList();
            if (!part.isEmpty()) {
                before.add(lanes.get(lane).put(part));
            }
        }
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(before.toArray(CompletableFuture[]::new)));
    }

    private Uni<Void> post(List<Delivery> batch) {
        return opening.done()
                .chain(() -> new DataRefusals(ledger::post).post(batch))
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(this::posted)
                .replaceWithVoid();
    }

    private void failed(Throwable failure) {
        LOG.warnf("posting=retried cause=\"%s\"", failure.getMessage());
        state.down(failure);
    }

    private void posted(List<Posted> all) {
        state.up();
        all.forEach(metrics::count);
        all.forEach(posted -> positions.posted(posted.progress()));
    }
}
