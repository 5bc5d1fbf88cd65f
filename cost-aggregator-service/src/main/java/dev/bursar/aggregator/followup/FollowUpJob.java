package dev.bursar.aggregator.followup;

import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes what followed from each posting after its commit, and marks the posting after the acknowledgements: a crash in
 * between publishes again under the same ids, and loses nothing. One instance at a time.
 */
@ApplicationScoped
class FollowUpJob {

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock($1) as locked
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock($1)
            """;

    private final Pool pool;
    private final FollowUpStore store;
    private final FollowUpPublisher publisher;
    private final Jobs jobs;

    FollowUpJob(Pool pool, FollowUpStore store, FollowUpPublisher publisher, Jobs jobs) {
        this.pool = pool;
        this.store = store;
        this.publisher = publisher;
        this.jobs = jobs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        return jobs.attempt("follow-ups", () -> pool.withConnection(this::publishIfAlone));
    }

    private Uni<Void> publishIfAlone(SqlConnection connection) {
        var key = Tuple.of(AdvisoryLock.FOLLOW_UPS.key());
        return connection
                .preparedQuery(TRY_LOCK)
                .execute(key)
                .map(rows -> rows.iterator().next().getBoolean("locked"))
                .chain(locked ->
                        locked ? publishAll(connection, key) : Uni.createFrom().voidItem());
    }

    private Uni<Void> publishAll(SqlConnection connection, Tuple key) {
        return Multi.createBy()
                .repeating()
                .uni(() -> publishSome(connection))
                .whilst(postings -> postings > 0 && !jobs.areStopping())
                .collect()
                .last()
                .eventually(() -> connection.preparedQuery(UNLOCK).execute(key))
                .replaceWithVoid();
    }

    private Uni<Integer> publishSome(SqlConnection connection) {
        return store.unpublished(connection)
                .call(publisher::publish)
                .call(followUps -> store.markPublished(connection, followUps))
                .map(followUps -> followUps.postings().size());
    }
}
