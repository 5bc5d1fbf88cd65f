package dev.bursar.kit.kafka;

import dev.bursar.contract.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the topic names of this installation. */
@Singleton
class KafkaBeans {

    @Produces
    @Singleton
    Topics topics(KafkaConfig config) {
        return new Topics(config.topicPrefix());
    }
}
