package dev.bursar.ingest;

/** Names of meters and of their tags. */
final class MeterNames {

    /** Shown as {@code bursar_events_total}. */
    static final String EVENTS = "bursar.events";

    /** Shown as {@code bursar_unknown_usage_total}. */
    static final String UNKNOWN_USAGE = "bursar.unknown.usage";

    static final String PATH = "path";
    static final String OUTCOME = "outcome";
    static final String EXTENT = "extent";

    private MeterNames() {}
}
