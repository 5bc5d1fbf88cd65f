package dev.bursar.source.otlp;

/** The kinds of records that OTLP carries. */
public enum Signal {
    TRACES,
    LOGS,
    METRICS
}
