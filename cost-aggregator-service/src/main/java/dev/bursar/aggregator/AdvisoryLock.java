package dev.bursar.aggregator;

/** The advisory locks of the books' database, so that no two uses share a number. */
public enum AdvisoryLock {
    /** Shared by every posting; taken exclusively for the instant of a change of budgets or rate cards. */
    GENERATION(7_101),
    /** Held by the one instance that tells what followed from postings. */
    FOLLOW_UPS(7_102),
    /** Held by the one instance that tells the gates. */
    PUBLISHER(7_103),
    /** Held by the one instance that audits. */
    AUDITOR(7_104),
    /** Taken by the database's own function that creates partitions. */
    PARTITIONS(7_105),
    /** Held by the one instance that corrects what is in the books. */
    CORRECTIONS(7_106);

    private final long key;

    AdvisoryLock(long key) {
        this.key = key;
    }

    /** For {@code pg_advisory_lock(bigint)} and its relatives. */
    public long key() {
        return key;
    }
}
