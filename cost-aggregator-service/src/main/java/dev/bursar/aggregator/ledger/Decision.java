package dev.bursar.aggregator.ledger;

/** What a delivery changes in the books. */
public sealed interface Decision {

    /** The event's first delivery. */
    record Accepted(EntryId entry) implements Decision {}

    /** The same content again: nothing changes. */
    record Replayed() implements Decision {}

    /**
     * Content that replaces what the books hold: the net posting is taken back, and this booked.
     *
     * @param net what is taken back
     * @param revision of the reversal; the fresh entry has the next one
     */
    record Superseded(EntryId net, EntryId reversal, EntryId entry, int revision) implements Decision {}

    /** Content of a lower rank than what the books hold: without effect. */
    record Stale() implements Decision {}

    /** A span that says no more than the calls within it, which are booked: without effect. */
    record Repeated() implements Decision {}

    /** Other content of the same rank: nobody can tell which is right, so it is set aside. */
    record Conflict() implements Decision {}
}
