package dev.bursar.aggregator.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Posts deliveries: identities, entries, budgets and offsets in one transaction, or none of it. */
@ApplicationScoped
public class Ledger {

    /** Who else is at the same series is done by then. */
    private static final int ATTEMPTS = 10;

    private final Pool pool;
    private final TermsInForce terms;
    private final RecentPostings recent;

    Ledger(Pool pool, TermsInForce terms, RecentPostings recent) {
        this.pool = pool;
        this.terms = terms;
        this.recent = recent;
    }

    /** Posts a batch once, however often it is delivered. After a failure nothing of it is in the books. */
    public Uni<Posted> post(List<Delivery> batch) {
        return post(batch, false);
    }

    /** Posts a batch whether or not its partitions were read past it: an event that is in the books stays as it is. */
    public Uni<Posted> postAgain(List<Delivery> batch) {
        return post(batch, true);
    }

    private Uni<Posted> post(List<Delivery> batch, boolean again) {
        return Uni.createFrom()
                .deferred(() -> attempt(batch, again))
                .onFailure(SeriesMoved.class)
                .retry()
                .atMost(ATTEMPTS)
                .invoke(posted -> recent.add(posted.posting()));
    }

    private Uni<Posted> attempt(List<Delivery> batch, boolean again) {
        return pool.withTransaction(connection -> new Attempt(connection, terms, batch, again).post());
    }
}
