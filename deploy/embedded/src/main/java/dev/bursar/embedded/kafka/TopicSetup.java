package dev.bursar.embedded.kafka;

import dev.bursar.contract.Topics;
import dev.bursar.embedded.process.StartFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
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

    /** Creates those that are missing and waits until every partition can be written; what exists stays as its operator set it. */
    public void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> existing = admin.listTopics().names().get();
            List<Topic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            createEach(admin, missing);
            awaitWritable(admin, missing);
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

    private static void createEach(Admin admin, List<Topic> missing) throws ExecutionException, InterruptedException {
        List<NewTopic> wanted = missing.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), REPLICAS).configs(topic.settings()))
                .toList();
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
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

    /**
     * The controller creates; the broker opens one log after another a moment later. An idempotent producer that comes in
     * between may have its second batch taken and its first refused, after which the first fails until its delivery
     * timeout: so every partition has to answer once.
     */
    private static void awaitWritable(Admin admin, List<Topic> created)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = created.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw failure;
                }
            }
            Thread.sleep(20);
        }
    }
}
