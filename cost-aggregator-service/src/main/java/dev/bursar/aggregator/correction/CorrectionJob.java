package dev.bursar.aggregator.correction;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.intake.PostingMetrics;
import dev.bursar.aggregator.ledger.NetStore;
import dev.bursar.aggregator.ledger.NetStore.Slice;
import dev.bursar.aggregator.ledger.Reviser;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries corrections on, some events at a time, one instance at a time. How far each has come is written in the transaction
 * that corrects, so a crash repeats nothing.
 */
@ApplicationScoped
class CorrectionJob {

    private static final Logger LOG = Logger.getLogger(CorrectionJob.class);
    private static final String TRY_LOCK = "select pg_try_advisory_lock($1) as locked";
    private static final String UNLOCK = "select pg_advisory_unlock($1)";

    private final Pool pool;
    private final CorrectionStore store;
    private final UnpricedWatch watch;
    private final NetStore nets;
    private final Reviser reviser;
    private final PostingMetrics metrics;
    private final InstantSource clock;
    private final Stride stride = new Stride();

    CorrectionJob(
            Pool pool,
            CorrectionStore store,
            UnpricedWatch watch,
            NetStore nets,
            Reviser reviser,
            PostingMetrics metrics,
            InstantSource clock) {
        this.pool = pool;
        this.store = store;
        this.watch = watch;
        this.nets = nets;
        this.reviser = reviser;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "corrections")
    Uni<Void> run() {
        return pool.withConnection(this::runIfAlone)
                .onFailure()
                .invoke(failure -> LOG.warnf("corrections=retried cause=\"%s\"", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> runIfAlone(SqlConnection connection) {
        var key = Tuple.of(AdvisoryLock.CORRECTIONS.key());
        return connection
                .preparedQuery(TRY_LOCK)
                .execute(key)
                .map(rows -> rows.iterator().next().getBoolean("locked"))
                .chain(locked -> locked
                        ? runAll().eventually(
                                        () -> connection.preparedQuery(UNLOCK).execute(key))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> runAll() {
        return Multi.createBy()
                .repeating()
                .uni(() -> watch.look().chain(store::next).chain(this::step))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** @return whether there may be more to do */
    private Uni<Boolean> step(Optional<CorrectionRow> next) {
        return next.isEmpty()
                ? Uni.createFrom().item(false)
                : step(next.get())
                        .replaceWith(true)
                        .onFailure(CorrectionJob::isOfTheData)
                        .recoverWithUni(refusal -> fail(next.get(), refusal).replaceWith(true));
    }

    private Uni<Void> step(CorrectionRow row) {
        var request = row.request();
        return nets.find(request::where, request.unpriced(), row.afterEntry(), row.throughPosting(), stride.events())
                .chain(slice -> slice.to().isEmpty() ? finish(row) : correct(row, slice));
    }

    private Uni<Void> correct(CorrectionRow row, Slice slice) {
        var request = row.request();
        long to = slice.to().getAsLong();
        if (slice.events().isEmpty()) {
            return store.skip(row, to);
        }
        var started = clock.instant();
        return reviser.revise(
                        slice.events(),
                        request::where,
                        request.correction(),
                        request.dryRun(),
                        (connection, tally) -> CorrectionStore.advance(connection, row, to, tally))
                .invoke(posting -> posting.ifPresent(metrics::countCorrected))
                .invoke(() -> stride.took(Duration.between(started, clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Void> finish(CorrectionRow row) {
        return store.finish(row, Optional.empty())
                .invoke(() -> LOG.infof(
                        "correction=%s state=done dry_run=%s entries=%d difference_usd=%s",
                        row.id(),
                        row.request().dryRun(),
                        row.entries(),
                        row.differenceUsd().toPlainString()));
    }

    /** What the database refuses for what it says is refused each time. */
    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException refusal
                && (refusal.getSqlState().startsWith("22")
                        || refusal.getSqlState().startsWith("23"));
    }

    private Uni<Void> fail(CorrectionRow row, Throwable refusal) {
        LOG.warnf("correction=%s state=failed cause=\"%s\"", row.id(), refusal.getMessage());
        var state = ((PgException) refusal).getSqlState();
        return store.finish(row, Optional.of("the database refuses it with SQLSTATE " + state));
    }
}
