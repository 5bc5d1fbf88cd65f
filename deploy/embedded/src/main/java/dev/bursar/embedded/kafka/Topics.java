package dev.bursar.embedded.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** All topics of an installation; one installation is one prefix. */
public final class Topics {

    public static final String DEFAULT_PREFIX = "bursar.";

    private static final int PARTITIONS = 12;
    private static final short REPLICAS = 1;

    public static final List<Topic> ALL = List.of(
            Topic.deleted("usage.raw.v1", PARTITIONS).stampedByBroker(),
            Topic.deleted("usage.events.v1", PARTITIONS),
            Topic.deleted("usage.rejected.v1", PARTITIONS),
            Topic.deleted("usage.priced.v1", PARTITIONS),
            Topic.compacted("budgets.v1", 1),
            Topic.compacted("budget.states.v1", PARTITIONS),
            Topic.deleted("budget.alerts.v1", PARTITIONS),
            Topic.compacted("rates.v1", 1),
            Topic.deleted("policy.decisions.v1", PARTITIONS),
            Topic.compacted("revocations.v1", PARTITIONS),
            Topic.deleted("tasks.v1", PARTITIONS),
            Topic.deleted("missions.v1", PARTITIONS));

    private Topics() {}

    /** Creates those that are missing; what exists stays as its operator set it. */
    public static void create(String bootstrap, String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : ALL) {
                if (!existing.contains(prefix + topic.name())) {
                    missing.add(new NewTopic(prefix + topic.name(), topic.partitions(), REPLICAS)
                            .configs(topic.settings()));
                }
            }
            admin.createTopics(missing).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "can't create topics at " + bootstrap + ": "
                                + failure.getCause().getMessage(),
                        failure);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", interrupted);
        }
    }
}
