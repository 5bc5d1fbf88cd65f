package dev.bursar.kit.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the topics of this installation are named. */
@ConfigMapping(prefix = "bursar")
interface KafkaConfig {

    /** What every topic's name begins with. */
    @WithDefault("bursar")
    String topicPrefix();
}
