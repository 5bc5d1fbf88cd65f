package dev.bursar.ingest.event;

import dev.bursar.contract.usage.UsagePath.Entrance;
import java.time.Instant;
import java.util.Optional;

/**
 * How and when a record came.
 *
 * @param receivedAt the event's time, where the record has none
 * @param fallbackId the id of a record that has none of its own, from an {@code Idempotency-Key}
 */
public record Arrival(Sender sender, Entrance entrance, Instant receivedAt, Optional<String> fallbackId) {

    /** The same for the record at a place in its batch: two records can't share one fallback id. */
    public Arrival at(int index) {
        return new Arrival(sender, entrance, receivedAt, fallbackId.map(id -> id + "/" + index));
    }
}
