package dev.bursar.aggregator.audit;

import dev.bursar.aggregator.Jobs;
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
    private final Jobs jobs;

    Auditor(ShadowStore shadow, ComparisonStore comparisons, AuditMetrics metrics, InstantSource clock, Jobs jobs) {
        this.shadow = shadow;
        this.comparisons = comparisons;
        this.metrics = metrics;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Scheduled(every = "3s", concurrentExecution = ConcurrentExecution.SKIP, identity = "auditor")
    Uni<Void> audit() {
        return jobs.attempt(
                "auditor",
                () -> fold().chain(() -> comparisons.compare(clock.instant()))
                        .invoke(this::report)
                        .onFailure()
                        .invoke(failure -> metrics.failed()));
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP, identity = "prune-windows")
    Uni<Void> prune() {
        return jobs.attempt("prune-windows", () -> comparisons.prune(clock.instant()));
    }

    /** Folds until nothing is left that could be. */
    private Uni<Void> fold() {
        return Uni.createFrom()
                .deferred(() -> shadow.fold(clock.instant()))
                .repeat()
                .whilst(more -> more && !jobs.areStopping())
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
