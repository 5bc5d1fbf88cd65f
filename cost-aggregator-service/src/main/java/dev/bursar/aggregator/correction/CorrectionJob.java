package dev.bursar.aggregator.correction;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries corrections on, one instance at a time. How far each has come is written in the transaction
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
    private final CorrectionRun run;
    private final Jobs jobs;

    CorrectionJob(Pool pool, CorrectionStore store, UnpricedWatch watch, CorrectionRun run, Jobs jobs) {
        this.pool = pool;
        this.store = store;
        this.watch = watch;
        this.run = run;
        this.jobs = jobs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "corrections")
    Uni<Void> run() {
        return jobs.attempt("corrections", () -> pool.withConnection(this::runIfAlone));
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
                .whilst(more -> more && !jobs.areStopping())
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
        return run.carryOn(row)
                .chain(complete -> complete ? finish(row) : Uni.createFrom().voidItem());
    }

    private Uni<Void> finish(CorrectionRow row) {
        return store.finish(row, Optional.empty())
                .invoke(done -> LOG.infof(
                        "correction=%s state=done dry_run=%s entries=%d difference_usd=%s",
                        done.id(),
                        done.request().dryRun(),
                        done.entries(),
                        done.differenceUsd().toPlainString()))
                .replaceWithVoid();
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
        return store.finish(row, Optional.of("the database refuses it with SQLSTATE " + state))
                .replaceWithVoid();
    }
}
