/** How a service reaches Kafka: one set of settings for every producer and consumer, and the topics' names. */
package dev.bursar.kit.kafka;
