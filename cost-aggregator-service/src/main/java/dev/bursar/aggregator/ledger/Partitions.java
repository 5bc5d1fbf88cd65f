package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Creates the ledger's partitions ahead, so that none of its rows ends in the default partition. */
@ApplicationScoped
public class Partitions {

    private static final Logger LOG = Logger.getLogger(Partitions.class);
    private static final int MONTHS_AHEAD = 3;

    private static final String CREATE = """
            select create_ledger_partitions($1, $2) as created
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final Jobs jobs;

    Partitions(Pool pool, InstantSource clock, Jobs jobs) {
        this.pool = pool;
        this.clock = clock;
        this.jobs = jobs;
    }

    /** Creates those of the current month and the next ones, where they are missing. */
    public Uni<Integer> createAhead() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(today, MONTHS_AHEAD))
                .map(rows -> rows.iterator().next().getInteger("created"));
    }

    /** Rows without a partition of their own are in the default one: late, but not lost. */
    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> daily() {
        return jobs.attempt(
                "partitions", () -> createAhead().invoke(created -> LOG.infof("partitions=created count=%d", created)));
    }
}
