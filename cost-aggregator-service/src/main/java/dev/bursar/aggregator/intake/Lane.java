package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Does one thing after the other, in the order in which they were put. */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final Function<List<Delivery>, Uni<Void>> work;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** @param work never fails: what can't be done is tried again for as long as it takes */
    Lane(Function<List<Delivery>, Uni<Void>> work) {
        this.work = work;
    }

    /** @return what completes when everything put before this is done */
    synchronized CompletableFuture<Void> put(List<Delivery> batch) {
        var before = last;
        // a promise of its own, not a chain: a chain would keep every batch there ever was
        var promise = new CompletableFuture<Void>();
        last = promise;
        before.whenComplete((done, failure) -> work.apply(batch).subscribe().with(promise::complete, ended -> {
            LOG.error("posting=ended", ended);
            promise.completeExceptionally(ended);
        }));
        return before;
    }
}
