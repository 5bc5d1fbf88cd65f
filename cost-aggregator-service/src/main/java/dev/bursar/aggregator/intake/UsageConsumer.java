package dev.bursar.aggregator.intake;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Posts usage events to the ledger, batch by batch. Replays are harmless: an entry's identity is its event's. */
@ApplicationScoped
class UsageConsumer {

    static final String CHANNEL = "usage-events";

    private final PostingQueue queue;

    UsageConsumer(PostingQueue queue) {
        this.queue = queue;
    }

    /** Entries and offsets are stored in one transaction: a batch seen twice changes nothing. */
    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        return Uni.createFrom()
                .item(() -> UsageRecords.read(batch))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(queue::put);
    }
}
