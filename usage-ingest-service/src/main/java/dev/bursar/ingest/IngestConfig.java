package dev.bursar.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What ingest takes, and whom it trusts. */
@ConfigMapping(prefix = "bursar")
public interface IngestConfig {

    /** How old an event may be when it arrives; older usage comes in by an admin's import. */
    @WithDefault("P31D")
    Duration maxEventAge();

    /** Who vouches for raw Kafka records. */
    @WithDefault("token")
    RawTrust rawTrust();

    /** Largest body, also when unpacked. */
    @WithDefault("8M")
    MemorySize maxBody();

    /** Most events in one body. */
    @WithDefault("1000")
    int maxBatch();

    /** How long a request waits for Kafka's acknowledgement. */
    @WithDefault("PT5S")
    Duration publishTimeout();

    /** Who vouches for raw Kafka records. */
    enum RawTrust {
        /** The JWT in the record's header. */
        TOKEN,
        /** The topic's ACLs: whoever may write it reports for anyone. */
        TOPIC
    }
}
