/** What tests share: a real Kafka and a real PostgreSQL, tokens, fixtures, and the rules of the architecture. */
package dev.bursar.testkit;
