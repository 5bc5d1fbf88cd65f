package dev.bursar.aggregator.budget;

import dev.bursar.aggregator.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Adds the history of new budgets, one after the other. An attempt that fails is made again, and holds up no other budget. */
@ApplicationScoped
class HistoryJob {

    private static final Logger LOG = Logger.getLogger(HistoryJob.class);

    /** A history that takes longer is left to the background, and the answer says filling. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HistoryStore store;
    private final InstantSource clock;
    private final Jobs jobs;

    HistoryJob(HistoryStore store, InstantSource clock, Jobs jobs) {
        this.store = store;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, identity = "budget-history")
    Uni<Void> fill() {
        return jobs.attempt("budget-history", this::fillAll);
    }

    private Uni<Void> fillAll() {
        return store.waiting()
                .onItem()
                .transformToMulti(waiting -> Multi.createFrom().iterable(waiting))
                .select()
                .first(definition -> !jobs.areStopping())
                .onItem()
                .transformToUniAndConcatenate(
                        definition -> orLater(definition.budget().id(), fill(definition)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * Adds the history of a new budget before its maker is answered: who makes a budget and then spends must not meet one
     * that is still being filled.
     */
    Uni<Void> fillAtOnce(String id) {
        var filled = store.waiting()
                .map(waiting -> waiting.stream()
                        .filter(definition -> definition.budget().id().equals(id))
                        .findFirst())
                .chain(found ->
                        found.map(this::fill).orElseGet(() -> Uni.createFrom().voidItem()));
        // memoized: who stops waiting does not stop the filling
        return orLater(id, filled)
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem((Void) null);
    }

    private static Uni<Void> orLater(String budget, Uni<Void> filled) {
        return filled.onFailure()
                .invoke(failure -> LOG.warnf("budget=%s history=later cause=\"%s\"", budget, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> fill(BudgetDefinition definition) {
        return store.add(definition, clock.instant())
                .invoke(() ->
                        LOG.infof("budget=%s history=added", definition.budget().id()));
    }
}
