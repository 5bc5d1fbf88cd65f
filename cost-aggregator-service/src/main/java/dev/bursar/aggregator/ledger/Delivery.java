package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.UsageEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** One record of the usage topic, read: an event to book, or what has to be set aside. */
public sealed interface Delivery {

    Origin origin();

    /** When Kafka, or its producer, stamped the record. */
    Instant receivedAt();

    /**
     * A usage event.
     *
     * @param content SHA-256 of what counts of it
     */
    record Arrival(UsageEvent event, EventIdentity identity, ByteBuffer content, Origin origin, Instant receivedAt)
            implements Delivery {

        public static Arrival of(UsageEvent event, Origin origin, Instant receivedAt) {
            return new Arrival(event, event.identity(), ByteBuffer.wrap(event.contentHash()), origin, receivedAt);
        }

        /** The same record where the books found that it can't be booked. */
        public SetAside setAside(RejectionReason reason, String detail) {
            return new SetAside(reason, detail, Optional.of(event), origin, receivedAt);
        }
    }

    /**
     * A record that the books can't take: told on the rejected topic.
     *
     * @param detail one sentence for the sender
     * @param event as far as it was understood
     */
    record SetAside(
            RejectionReason reason, String detail, Optional<UsageEvent> event, Origin origin, Instant receivedAt)
            implements Delivery {}
}
