package dev.bursar.ingest;

/** Names of meters and of their tags. */
final class MeterNames {

    /** Shown as {@code bursar_events_total}. */
    static final String EVENTS = "bursar.events";

    static final String PATH = "path";
    static final String OUTCOME = "outcome";

    private MeterNames() {}
}
