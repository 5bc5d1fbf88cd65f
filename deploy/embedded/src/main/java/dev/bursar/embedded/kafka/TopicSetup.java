package dev.bursar.embedded.kafka;

import dev.bursar.contract.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** All topics of an installation, with partitions and settings. */
public final class TopicSetup {

    private static final int PARTITIONS = 12;
    private static final short REPLICAS = 1;

    private final List<Topic> topics;

    public TopicSetup(Topics names) {
        topics = List.of(
                Topic.deleted(names.usageRaw(), PARTITIONS).stampedByBroker(),
                Topic.deleted(names.usageEvents(), PARTITIONS),
                Topic.deleted(names.usageRejected(), PARTITIONS),
                Topic.deleted(names.usagePriced(), PARTITIONS),
                Topic.compacted(names.budgets(), 1),
                Topic.compacted(names.budgetStates(), PARTITIONS),
                Topic.deleted(names.budgetAlerts(), PARTITIONS),
                Topic.compacted(names.rates(), 1),
                Topic.deleted(names.policyDecisions(), PARTITIONS),
                Topic.compacted(names.revocations(), PARTITIONS),
                Topic.deleted(names.tasks(), PARTITIONS),
                Topic.deleted(names.missions(), PARTITIONS));
    }

    public List<Topic> topics() {
        return topics;
    }

    /** Creates those that are missing; what exists stays as its operator set it. */
    public void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), REPLICAS).configs(topic.settings()))
                    .toList();
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
