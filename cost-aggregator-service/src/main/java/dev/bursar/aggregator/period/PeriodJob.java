package dev.bursar.aggregator.period;

import dev.bursar.aggregator.BooksConfig;
import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.jboss.logging.Logger;

/** Closes months five days after their end. Any instance may: a month closes once. */
@ApplicationScoped
class PeriodJob {

    private static final Logger LOG = Logger.getLogger(PeriodJob.class);

    private final PeriodStore store;
    private final BooksConfig config;
    private final InstantSource clock;
    private final Jobs jobs;

    PeriodJob(PeriodStore store, BooksConfig config, InstantSource clock, Jobs jobs) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP, identity = "billing-periods")
    Uni<Void> close() {
        return jobs.attempt(
                "billing-periods", () -> closeUnheard().chain(this::closeDue).chain(store::addUp));
    }

    /** Months that the books lived through without an entry. */
    private Uni<Void> closeUnheard() {
        var zone = config.booksZone();
        return store.unheard(YearMonth.from(clock.instant().atZone(zone)))
                .map(months -> months.stream()
                        .filter(month -> Period.isDue(month, Period.end(month, zone), zone, clock.instant()))
                        .toList())
                .chain(this::closeEach);
    }

    /** Months with entries. */
    private Uni<Void> closeDue() {
        return store.open()
                .map(months -> months.stream()
                        .filter(open ->
                                Period.isDue(open.month(), open.openedAt(), config.booksZone(), clock.instant()))
                        .map(Period::month)
                        .toList())
                .chain(this::closeEach);
    }

    private Uni<Void> closeEach(List<YearMonth> months) {
        return Multi.createFrom()
                .iterable(months)
                .onItem()
                .transformToUniAndConcatenate(
                        month -> store.close(month, "bursar").invoke(() -> LOG.infof("period=%s state=closed", month)))
                .collect()
                .last();
    }
}
