/** Takes in usage over HTTP and Kafka, and publishes it as normalised events before it says so. */
package dev.bursar.ingest;
