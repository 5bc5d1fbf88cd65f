package dev.bursar.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Topics;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    private final TopicSetup setup = new TopicSetup(new Topics("bursar"));

    @Test
    void setsUpEveryTopicOfTheContract() {
        // When
        var names = setup.topics().stream().map(Topic::name).toList();

        // Then
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "bursar.usage.raw.v1",
                        "bursar.usage.events.v1",
                        "bursar.usage.rejected.v1",
                        "bursar.usage.priced.v1",
                        "bursar.budgets.v1",
                        "bursar.budget.states.v1",
                        "bursar.budget.alerts.v1",
                        "bursar.rates.v1",
                        "bursar.policy.decisions.v1",
                        "bursar.revocations.v1",
                        "bursar.tasks.v1",
                        "bursar.missions.v1");
    }

    @Test
    void compactsWhatIsAStateAndKeepsFactsForFourteenDays() {
        // When
        var topics = setup.topics().stream().collect(Collectors.toMap(Topic::name, Function.identity()));

        // Then
        assertThat(topics.values().stream()
                        .filter(topic -> topic.cleanupPolicy().equals("compact")))
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(
                        "bursar.budgets.v1", "bursar.budget.states.v1", "bursar.rates.v1", "bursar.revocations.v1");
        assertThat(topics.get("bursar.usage.raw.v1").settings())
                .containsEntry("retention.ms", "1209600000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(topics.get("bursar.usage.events.v1").settings()).doesNotContainKey("message.timestamp.type");
    }

    @Test
    void hasTwelvePartitionsButOneForDefinitionsAndRates() {
        // When
        var single =
                setup.topics().stream().filter(topic -> topic.partitions() == 1).map(Topic::name);

        // Then
        assertThat(single).containsExactlyInAnyOrder("bursar.budgets.v1", "bursar.rates.v1");
        assertThat(setup.topics()).allMatch(topic -> topic.partitions() == 1 || topic.partitions() == 12);
    }
}
