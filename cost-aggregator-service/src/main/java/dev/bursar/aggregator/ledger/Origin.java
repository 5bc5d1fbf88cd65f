package dev.bursar.aggregator.ledger;

/** Where on a topic a record stands. */
public record Origin(String topic, int partition, long offset) {}
