package dev.bursar.embedded.kafka;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.process.StartFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** All topics of an installation, with partitions and settings. */
public final class TopicSetup {

    private static final int PARTITIONS = 12;
    private static final short REPLICAS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    /** Creates those that are missing and waits until the broker knows them; what exists stays as its operator set it. */
    public void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), REPLICAS).configs(topic.settings()))
                    .toList();
            createEach(admin, missing);
            awaitKnown(admin);
        } catch (ExecutionException failure) {
            throw new StartFailure(
                    "can't create topics at " + bootstrap + ": "
                            + failure.getCause().getMessage(),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while topics were created", interrupted);
        }
    }

    private static void createEach(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException {
        for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException failure) {
                // somebody else was quicker: the topic is there, which is all that is wanted
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }

    /** The controller creates; the broker hears of it a moment later. */
    private void awaitKnown(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> wanted = topics.stream().map(Topic::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!admin.listTopics().names().get().containsAll(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new StartFailure("the new topics do not show up within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }
}
