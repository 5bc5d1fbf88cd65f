/** A real single-node Kafka as child process, and the topics of an installation. */
package dev.bursar.embedded.kafka;
