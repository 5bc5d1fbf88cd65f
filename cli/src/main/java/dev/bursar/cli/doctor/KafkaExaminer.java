package dev.bursar.cli.doctor;

import dev.bursar.embedded.kafka.Topic;
import dev.bursar.embedded.kafka.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/** Whether Kafka answers, and whether the topics are there as they must be. */
final class KafkaExaminer implements Examiner {

    private static final int PATIENCE_SECONDS = 10;

    /** What the promises rest on; a longer retention or other segments are the operator's choice. */
    private static final List<String> BINDING = List.of("cleanup.policy", "message.timestamp.type");

    private final Patient patient;

    KafkaExaminer(Patient patient) {
        this.patient = patient;
    }

    @Override
    public List<Finding> examine() {
        Map<String, Object> client = patient.kafka();
        client.put("default.api.timeout.ms", PATIENCE_SECONDS * 1000);
        client.put("request.timeout.ms", PATIENCE_SECONDS * 1000);
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("kafka", "answers at " + patient.kafkaAddress()));
            findings.addAll(topics(admin, existing));
            return findings;
        } catch (TimeoutException late) {
            return List.of(silent("no answer within " + PATIENCE_SECONDS + " s"));
        } catch (ExecutionException | KafkaException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return List.of(silent(cause.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of(Finding.problem("kafka", "interrupted", "try again"));
        }
    }

    private Finding silent(String why) {
        return Finding.problem(
                "kafka",
                "can't be used at " + patient.kafkaAddress() + ": " + why,
                "start it, or set BURSAR_KAFKA_BOOTSTRAP and its credentials");
    }

    private List<Finding> topics(Admin admin, Set<String> existing)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Topic> wanted = new TopicSetup(patient.topics()).topics();
        List<ConfigResource> there = wanted.stream()
                .filter(topic -> existing.contains(topic.name()))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<ConfigResource, Config> settings =
                admin.describeConfigs(there).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<Finding> wrong = new ArrayList<>();
        for (Topic topic : wanted) {
            Config actual = settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            wrong.addAll(topic(topic, actual));
        }
        return wrong.isEmpty()
                ? List.of(Finding.ok("topics", "all " + wanted.size() + " are set up as they must be"))
                : wrong;
    }

    private static List<Finding> topic(Topic topic, Config actual) {
        if (actual == null) {
            return List.of(Finding.problem(
                    "topic " + topic.name(),
                    "missing",
                    "create it with " + topic.partitions() + " partitions and " + topic.settings()));
        }
        List<Finding> wrong = new ArrayList<>();
        for (String name : BINDING) {
            String wanted = topic.settings().get(name);
            String found = actual.get(name) == null ? "" : actual.get(name).value();
            if (wanted != null && !wanted.equals(found)) {
                wrong.add(
                        Finding.problem("topic " + topic.name(), name + " is " + found, "set " + name + "=" + wanted));
            }
        }
        return wrong;
    }
}
