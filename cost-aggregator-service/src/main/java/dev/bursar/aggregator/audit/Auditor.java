package dev.bursar.aggregator.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Compares the counters of budgets with the ledger every few seconds. It never repairs: a rebuild is a request. */
@ApplicationScoped
class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    /** Differences that are named in one line of the log each. */
    private static final int NAMED = 20;

    private final ShadowStore shadow;
    private final ComparisonStore comparisons;
    private final AuditMetrics metrics;
    private final InstantSource clock;

    Auditor(ShadowStore shadow, ComparisonStore comparisons, AuditMetrics metrics, InstantSource clock) {
        this.shadow = shadow;
        this.comparisons = comparisons;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(every = "3s", concurrentExecution = ConcurrentExecution.SKIP, identity = "auditor")
    Uni<Void> audit() {
        return fold().chain(() -> comparisons.compare(clock.instant()))
                .invoke(this::report)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> {
                    metrics.failed();
                    LOG.warnf("job=auditor attempt=failed cause=\"%s\"", failure.getMessage());
                })
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP, identity = "prune-windows")
    Uni<Void> prune() {
        return comparisons.prune(clock.instant());
    }

    /** Folds until nothing is left that could be. */
    private Uni<Void> fold() {
        return Uni.createFrom()
                .deferred(() -> shadow.fold(clock.instant()))
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .chain(() -> shadow.countNewcomers(clock.instant()));
    }

    private void report(Comparison comparison) {
        metrics.compared(comparison, clock.instant());
        var differences = comparison.differences();
        differences.stream()
                .limit(NAMED)
                .forEach(off -> LOG.errorf(
                        "drift=found account=%s window_start=%s excess=%s unit=%s",
                        off.place().account(),
                        off.place().windowStart(),
                        off.excess().toPlainString(),
                        off.unit().code()));
        if (differences.size() > NAMED) {
            LOG.errorf("drift=found more=%d", differences.size() - NAMED);
        }
    }
}
