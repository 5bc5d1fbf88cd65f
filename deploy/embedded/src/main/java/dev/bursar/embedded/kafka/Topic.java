package dev.bursar.embedded.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * One topic as it is created.
 *
 * @param settings Kafka's topic settings
 */
public record Topic(String name, int partitions, Map<String, String> settings) {

    /** 14 days in milliseconds: longer than a backup's age, so that a restored database can read again what it lost. */
    private static final String RETENTION = "1209600000";

    public Topic {
        settings = Map.copyOf(settings);
    }

    static Topic deleted(String name, int partitions) {
        return new Topic(name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", RETENTION));
    }

    /** Segments roll early, so that superseded records go soon and a reader from the start has little to read. */
    static Topic compacted(String name, int partitions) {
        return new Topic(
                name,
                partitions,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "600000",
                        "segment.bytes", "16777216",
                        "min.cleanable.dirty.ratio", "0.1"));
    }

    /** Tokens are verified as of append time: the broker's clock, not the sender's. */
    Topic stampedByBroker() {
        Map<String, String> stamped = new HashMap<>(settings);
        stamped.put("message.timestamp.type", "LogAppendTime");
        return new Topic(name, partitions, stamped);
    }

    /** {@code delete} or {@code compact}. */
    public String cleanupPolicy() {
        return settings.get("cleanup.policy");
    }
}
