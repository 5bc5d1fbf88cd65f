package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Ledger;
import dev.bursar.aggregator.ledger.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
    private Uni<Void> last = Uni.createFrom().voidItem();

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
        last = before.chain(() -> post(batch)).memoize().indefinitely();
        last.subscribe().with(done -> {}, failure -> LOG.error("posting=ended", failure));
        return before;
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
