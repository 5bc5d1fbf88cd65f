package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets what the calls within spans add up to, once no span that says the same is to be expected. */
@ApplicationScoped
class SpanPruning {

    /** A span ends soon after the calls within it; exporters and collectors that were cut off send within days. */
    private static final Duration KEPT = Duration.ofDays(31);

    private final Pool pool;
    private final InstantSource clock;
    private final Jobs jobs;

    SpanPruning(Pool pool, InstantSource clock, Jobs jobs) {
        this.pool = pool;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Scheduled(
            every = "24h",
            delayed = "2h",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "prune-spans")
    Uni<Void> daily() {
        return jobs.attempt("prune-spans", () -> prune(clock.instant()));
    }

    Uni<Void> prune(Instant now) {
        return pool.withConnection(connection -> new SpanStore(connection).forgetBefore(now.minus(KEPT)));
    }
}
