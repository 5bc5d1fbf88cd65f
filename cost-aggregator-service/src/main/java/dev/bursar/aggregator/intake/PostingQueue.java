package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Ledger;
import dev.bursar.aggregator.ledger.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Posts batches one after the other, in the order they came, each for as long as it takes: an outage of the database holds
 * everything up and drops nothing. The next batch is read while one is posted.
 */
@ApplicationScoped
class PostingQueue {

    private static final Logger LOG = Logger.getLogger(PostingQueue.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Opening opening;
    private final Ledger ledger;
    private final PostingState state;
    private final PostingMetrics metrics;
    private final Positions positions;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    PostingQueue(Opening opening, Ledger ledger, PostingState state, PostingMetrics metrics, Positions positions) {
        this.opening = opening;
        this.ledger = ledger;
        this.state = state;
        this.metrics = metrics;
        this.positions = positions;
    }

    /** Completes when the batch before this one is posted: one is under way, and one waits. */
    synchronized Uni<Void> put(List<Delivery> batch) {
        var before = last;
        // a promise of its own, not a chain: a chain would keep every batch there ever was
        var promise = new CompletableFuture<Void>();
        last = promise;
        before.whenComplete((done, failure) -> post(batch).subscribe().with(promise::complete, ended -> {
            LOG.error("posting=ended", ended);
            promise.completeExceptionally(ended);
        }));
        return Uni.createFrom().completionStage(before);
    }

    private Uni<Void> post(List<Delivery> batch) {
        return opening.done()
                .chain(() -> new DataRefusals(ledger).post(batch))
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
