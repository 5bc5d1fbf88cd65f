package dev.bursar.ingest;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka takes what is published and no batch of raw records is waiting. */
@Singleton
@Readiness
class IngestReadiness implements HealthCheck {

    private final EventPublisher publisher;
    private final RawUsageConsumer raw;

    IngestReadiness(EventPublisher publisher, RawUsageConsumer raw) {
        this.publisher = publisher;
        this.raw = raw;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("usage is taken")
                .status(publisher.isUp() && !raw.isStuck())
                .withData("kafka", publisher.isUp())
                .withData("raw", !raw.isStuck())
                .build();
    }
}
