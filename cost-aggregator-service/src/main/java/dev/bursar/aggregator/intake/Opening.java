package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Partitions;
import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.contract.pricing.BuiltInRateCards;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What must be there before the first posting: a partition for its entries, and the built-in rate cards. */
@ApplicationScoped
class Opening {

    private static final Logger LOG = Logger.getLogger(Opening.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Partitions partitions;
    private final RateCardStore cards;
    private final IntakeGauges gauges;
    private final PostingState state;
    private final Uni<Void> done;

    Opening(Partitions partitions, RateCardStore cards, IntakeGauges gauges, PostingState state) {
        this.partitions = partitions;
        this.cards = cards;
        this.gauges = gauges;
        this.state = state;
        this.done = open().onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    /** Completes when the books can be posted to; retried for as long as that takes. */
    Uni<Void> done() {
        return done;
    }

    void start(@Observes StartupEvent event) {
        done.subscribe().with(opened -> state.up(), failure -> LOG.error("opening=ended", failure));
    }

    private Uni<Void> open() {
        return Uni.createFrom()
                .item(BuiltInRateCards::load)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(partitions::createAhead)
                .chain(cards::addMissing)
                .call(added -> gauges.measureCards())
                .invoke(added -> LOG.infof("books=open rate_cards_added=%d", added))
                .replaceWithVoid();
    }

    private void failed(Throwable failure) {
        LOG.warnf("opening=retried cause=\"%s\"", failure.getMessage());
        state.down(failure);
    }
}
