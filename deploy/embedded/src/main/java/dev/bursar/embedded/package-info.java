/** The one-command stack: PostgreSQL, Kafka and the three services as processes of one machine. */
package dev.bursar.embedded;
