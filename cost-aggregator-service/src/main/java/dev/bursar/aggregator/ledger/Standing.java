package dev.bursar.aggregator.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What the books hold of an event: which of its deliveries counts, and how far its revisions have gone.
 *
 * @param content SHA-256 of the delivery that counts
 * @param rank the highest that its content came with
 * @param net the entry that holds the event's net posting
 */
record Standing(ByteBuffer content, Rank rank, int revision, EntryId net, Instant netPostedAt) {

    /** What decides between two deliveries of one event: the richer path, then the higher sequence. */
    record Rank(int path, long sequence) implements Comparable<Rank> {

        static Rank of(Delivery.Arrival arrival) {
            return new Rank(arrival.event().path().rank(), arrival.event().sequence());
        }

        @Override
        public int compareTo(Rank other) {
            return path != other.path ? Integer.compare(path, other.path) : Long.compare(sequence, other.sequence);
        }
    }

    Standing raisedTo(Rank other) {
        return rank.compareTo(other) >= 0 ? this : new Standing(content, other, revision, net, netPostedAt);
    }
}
