/** Takes usage events from Kafka to the ledger: reading, order, retries, and where to go on after a restart. */
package dev.bursar.aggregator.intake;
