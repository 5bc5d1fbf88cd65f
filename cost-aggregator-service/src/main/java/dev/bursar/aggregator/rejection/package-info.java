/** What was set aside, here or by ingest: listed, and retried where the original is still on a topic. */
package dev.bursar.aggregator.rejection;
