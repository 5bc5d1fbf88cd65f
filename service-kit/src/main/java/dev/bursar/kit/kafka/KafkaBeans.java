package dev.bursar.kit.kafka;

import dev.bursar.contract.Topics;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the topic names of this installation. */
@Singleton
class KafkaBeans {

    @Produces
    @Singleton
    Topics topics(KafkaConfig config) {
        try {
            return new Topics(config.topicPrefix());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("BURSAR_TOPIC_PREFIX: " + e.getMessage());
        }
    }
}
