package dev.bursar.aggregator.pricing;

import dev.bursar.contract.estimate.Estimator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** The cards that count now, kept until the books say that there is a newer generation. */
@ApplicationScoped
class CurrentCards {

    private static final String GENERATION = """
            select generation from books
            """;

    private final Pool pool;
    private final RateCardStore store;
    private volatile Kept kept;

    private record Kept(long generation, Estimator estimator) {}

    CurrentCards(Pool pool, RateCardStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** An estimator with these cards. */
    Uni<Estimator> estimator() {
        return pool.query(GENERATION)
                .execute()
                .map(rows -> rows.iterator().next().getLong("generation"))
                .chain(generation -> {
                    var known = kept;
                    return known != null && known.generation() == generation
                            ? Uni.createFrom().item(known.estimator())
                            : read(generation);
                });
    }

    /** The cards may be newer than the generation, never older: they are read after it. */
    private Uni<Estimator> read(long generation) {
        return store.load().map(Estimator::new).invoke(read -> kept = new Kept(generation, read));
    }
}
