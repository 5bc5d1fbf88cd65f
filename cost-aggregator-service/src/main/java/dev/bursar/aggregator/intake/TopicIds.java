package dev.bursar.aggregator.intake;

import dev.bursar.kit.kafka.KafkaSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** What Kafka knows topics by: a topic that is deleted and made anew has another id under the same name. */
@ApplicationScoped
class TopicIds {

    private final KafkaSettings kafka;

    TopicIds(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** The ids by name; asks when subscribed to. */
    Uni<Map<String, Uuid>> ids(Collection<String> names) {
        return Uni.createFrom().completionStage(() -> {
            var admin = Admin.create(kafka.admin());
            return admin.describeTopics(names)
                    .allTopicNames()
                    .toCompletionStage()
                    .thenApply(topics -> topics.values().stream()
                            .collect(Collectors.toMap(TopicDescription::name, TopicDescription::topicId)))
                    .whenComplete((ids, failure) -> admin.close(Duration.ZERO));
        });
    }
}
