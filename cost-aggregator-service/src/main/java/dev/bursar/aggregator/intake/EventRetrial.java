package dev.bursar.aggregator.intake;

import dev.bursar.aggregator.ledger.Ledger;
import dev.bursar.aggregator.ledger.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    /** @return {@code accepted}, {@code replayed}, {@code superseded}, {@code stale}, {@code conflict} or {@link #REJECTED} */
    public Uni<String> post(ConsumerRecord<?, byte[]> original) {
        var delivery = UsageRecords.read(original);
        return new DataRefusals(ledger::postAgain)
                .post(List.of(delivery))
                .map(all -> all.get(all.size() - 1))
                .invoke(posted -> metrics.countCorrected(posted.posting()))
                .map(EventRetrial::outcome);
    }

    private static String outcome(Posted posted) {
        return posted.decisions().isEmpty()
                ? REJECTED
                : PostingMetrics.outcome(posted.decisions().get(0));
    }
}
