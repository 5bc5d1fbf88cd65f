package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.Ledger;
import dev.bursar.aggregator.ledger.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Posts a record of the topic of usage events again that was set aside when the topic was read. */
@ApplicationScoped
public class EventRetrial {

    /** The outcome of a record that is set aside once more. */
    public static final String REJECTED = "rejected";

    private final Ledger ledger;
    private final PostingMetrics metrics;

    EventRetrial(Ledger ledger, PostingMetrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * Posts it.
     *
     * @param id what the event that was set aside called itself, as far as that is known
     * @return {@code accepted}, {@code replayed}, {@code superseded}, {@code stale}, {@code conflict} or {@link #REJECTED}; empty
     *     where the record is of another event: the topic was made anew
     */
    public Uni<Optional<String>> post(ConsumerRecord<?, byte[]> original, Optional<String> id) {
        var delivery = UsageRecords.read(original);
        if (delivery instanceof Arrival arrival
                && id.isPresent()
                && !id.get().equals(arrival.event().id())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return new DataRefusals(ledger::postAgain)
                .post(List.of(delivery))
                .map(all -> all.get(all.size() - 1))
                .invoke(posted -> metrics.countCorrected(posted.posting()))
                .map(EventRetrial::outcome)
                .map(Optional::of);
    }

    private static String outcome(Posted posted) {
        return posted.decisions().isEmpty()
                ? REJECTED
                : PostingMetrics.outcome(posted.decisions().get(0));
    }
}
