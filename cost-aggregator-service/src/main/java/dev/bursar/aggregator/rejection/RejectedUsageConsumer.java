package dev.bursar.aggregator.rejection;

import dev.bursar.aggregator.Jobs;
import dev.bursar.aggregator.rejection.RejectionStore.Told;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Folds the topic of what was set aside into a table, and forgets what is older than anybody asks for. */
@ApplicationScoped
class RejectedUsageConsumer {

    private static final Logger LOG = Logger.getLogger(RejectedUsageConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(90);

    private final RejectionStore store;
    private final InstantSource clock;
    private final Jobs jobs;

    RejectedUsageConsumer(RejectionStore store, InstantSource clock, Jobs jobs) {
        this.store = store;
        this.clock = clock;
        this.jobs = jobs;
    }

    @Incoming("usage-rejected")
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        var told = new ArrayList<Told>();
        var next = new HashMap<TopicPartition, Long>();
        batch.forEach(record -> {
            next.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
            var rejection = record.value() == null
                    ? null
                    : Rejection.read(record.value()).orElse(null);
            if (rejection == null) {
                LOG.warnf("rejection=not_read partition=%d offset=%d", record.partition(), record.offset());
            } else {
                told.add(new Told(rejection, record.partition(), record.offset()));
            }
        });
        return store.fold(told, next)
                .onFailure()
                .invoke(failure -> LOG.warnf("rejections=retried cause=\"%s\"", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    @Scheduled(every = "6h", concurrentExecution = ConcurrentExecution.SKIP, identity = "rejections")
    Uni<Void> prune() {
        return jobs.attempt("rejections", () -> store.prune(clock.instant().minus(KEPT)));
    }
}
