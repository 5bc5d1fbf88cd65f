package dev.bursar.kit.security;

import dev.bursar.contract.Topics;
import dev.bursar.kit.kafka.KafkaSettings;
import dev.bursar.kit.kafka.TableReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps the revocations in memory; the service is not ready before it has read them once. */
@Singleton
@Readiness
class RevocationReader implements HealthCheck {

    private final SecurityConfig config;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final Revocations revocations;
    private TableReader reader;

    RevocationReader(SecurityConfig config, KafkaSettings kafka, Topics topics, Revocations revocations) {
        this.config = config;
        this.kafka = kafka;
        this.topics = topics;
        this.revocations = revocations;
    }

    void start(@Observes StartupEvent event) {
        if (config.revocations() == SecurityConfig.Source.TOPIC) {
            reader = new TableReader(
                            kafka.consumer("bursar-revocations"),
                            topics.revocations(),
                            this::take,
                            revocations::complete)
                    .start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (reader != null) {
            reader.close();
        }
    }

    private void take(ConsumerRecord<String, byte[]> row) {
        if (row.key() == null) {
            return;
        }
        if (row.value() == null) {
            revocations.forget(row.key());
        } else {
            revocations.revoke(row.key(), Revocation.readAt(row.value()));
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocations read")
                .status(revocations.isComplete())
                .build();
    }
}
