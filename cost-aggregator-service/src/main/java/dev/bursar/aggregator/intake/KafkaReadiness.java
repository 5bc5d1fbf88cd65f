package dev.bursar.aggregator.intake;

import dev.bursar.kit.kafka.KafkaSettings;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready while Kafka answers: a consumer that hears nothing can't tell an idle topic from a broker that is away. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(KafkaReadiness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Admin admin;
    private volatile boolean answers = true;

    KafkaReadiness(KafkaSettings kafka) {
        admin = Admin.create(kafka.admin());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> ask() {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        return Uni.createFrom()
                .completionStage(
                        () -> admin.describeCluster(options).clusterId().toCompletionStage())
                .invoke(cluster -> heard(true, ""))
                .onFailure()
                .invoke(failure -> heard(false, failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void heard(boolean now, String cause) {
        if (now != answers) {
            LOG.warnf("kafka=%s cause=\"%s\"", now ? "back" : "away", cause);
        }
        answers = now;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka").status(answers).build();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
