package dev.bursar.aggregator.period;

import dev.bursar.aggregator.BooksConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.YearMonth;
import org.jboss.logging.Logger;

/** Closes months five days after their end. Any instance may: a month closes once. */
@ApplicationScoped
class PeriodJob {

    private static final Logger LOG = Logger.getLogger(PeriodJob.class);

    private final PeriodStore store;
    private final BooksConfig config;
    private final InstantSource clock;

    PeriodJob(PeriodStore store, BooksConfig config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP, identity = "billing-periods")
    Uni<Void> close() {
        var current = YearMonth.from(clock.instant().atZone(config.booksZone()));
        return store.unheard(current)
                .onItem()
                .transformToMulti(unheard -> Multi.createFrom().iterable(unheard))
                .filter(month ->
                        Period.isDue(month, Period.end(month, config.booksZone()), config.booksZone(), clock.instant()))
                .onItem()
                .transformToUniAndConcatenate(empty ->
                        store.close(empty, "bursar").invoke(() -> LOG.infof("period=%s state=closed entries=0", empty)))
                .collect()
                .last()
                .chain(store::open)
                .onItem()
                .transformToMulti(open -> Multi.createFrom().iterable(open))
                .filter(open -> Period.isDue(open.month(), open.openedAt(), config.booksZone(), clock.instant()))
                .onItem()
                .transformToUniAndConcatenate(due -> store.close(due.month(), "bursar")
                        .invoke(() -> LOG.infof("period=%s state=closed", due.month())))
                .collect()
                .last()
                .chain(store::addUp)
                .onFailure()
                .invoke(failure -> LOG.warnf("job=billing-periods attempt=failed cause=\"%s\"", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
