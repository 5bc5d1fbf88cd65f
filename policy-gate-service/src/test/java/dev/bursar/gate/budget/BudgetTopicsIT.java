package dev.bursar.gate.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.Budget;
import dev.bursar.embedded.kafka.Kafka;
import dev.bursar.embedded.kafka.KafkaSettings;
import dev.bursar.embedded.kafka.TopicSetup;
import dev.bursar.embedded.process.Ports;
import dev.bursar.gate.budget.BudgetVerdict.Fits;
import dev.bursar.gate.budget.BudgetVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka of its own, because the outage test stops it. */
class BudgetTopicsIT {

    private static final String DAILY = """
            {"per": ["principal"], "limit": {"usd": "0.01"}, "window": {"calendar": "year"}}""";
    private static final String CODER = "daily/principal=coder-1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Kafka kafka;

    private final Topics topics = new Topics("gate-" + UUID.randomUUID());
    private BudgetView budgets;
    private RatesView rates;
    private BudgetRule rule;
    private BudgetTopics reading;
    private Published published;
    private Budget daily;

    @BeforeAll
    static void startKafka() {
        List<Integer> ports = Ports.free(2);
        kafka = launch(
                new KafkaSettings(folder.resolve("data"), folder.resolve("kafka.log"), ports.get(0), ports.get(1)));
    }

    private static Kafka launch(KafkaSettings settings) {
        var launched = Kafka.launch(settings, List.of());
        launched.awaitReady();
        return launched;
    }

    @AfterAll
    static void stopKafka() {
        kafka.kill();
    }

    @BeforeEach
    void publishBooks() {
        new TopicSetup(topics).create(kafka.settings().bootstrap());
        published = new Published(kafka.settings().bootstrap(), topics);
        KnownBooks.fresh().sonnet().rates.cards().rows().forEach(published::rateCard);
        daily = published.budget("daily", DAILY);
        published.spent(daily, CODER, "0.001");
        published.spent(daily, CODER, "0.012");
        published.heartbeat();
        startGate();
    }

    @AfterEach
    void stopGate() {
        reading.close();
        published.close();
    }

    private void startGate() {
        budgets = new BudgetView();
        rates = new RatesView();
        rule = new BudgetRule(budgets, rates);
        reading = new BudgetTopics(BudgetTopicsIT::consumer, topics, budgets, rates, InstantSource.system()).start();
    }

    private static Map<String, Object> consumer(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.settings().bootstrap());
        settings.put("client.id", clientId);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        return settings;
    }

    private BudgetVerdict ask(String principal) {
        return rule.judge(KnownBooks.sonnetCall(principal, 1_000, 100), false, Instant.now());
    }

    private void awaitFresh() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            published.heartbeat();
            return rates.cards().isServable() && budgets.freshness(Instant.now()) instanceof Freshness.Fresh;
        });
    }

    /** Sentinels in every partition are here, so what was published before them is, too. */
    private void awaitPublished() {
        var principal = UUID.randomUUID().toString();
        var sentinels = published.spentInEveryPartition(daily, "daily/principal=" + principal, "0.02");
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int i = 0; i < sentinels.size(); i++) {
                assertThat(ask(principal + i)).isInstanceOf(Refused.class);
            }
        });
    }

    @Test
    void aGateKnowsNothingUntilItHasReadAllAndThenTheLastWord() {
        // When
        var first = ask("coder-2");
        awaitFresh();

        // Then
        assertThat(first).isInstanceOf(Refused.class);
        assertThat(((Refused) ask("coder-1")).message()).contains(CODER, "$0.012 spent of $0.01");
        assertThat(ask("coder-2")).isInstanceOf(Fits.class);
    }

    @Test
    void aGateThatIsStartedAgainKnowsWhatItKnew() {
        // Given
        awaitFresh();
        reading.close();

        // When
        startGate();
        awaitFresh();

        // Then
        assertThat(ask("coder-1")).isInstanceOf(Refused.class);
    }

    @Test
    void changesTombstonesAndAbortedRecordsEndAsTheTopicSays() {
        // Given
        awaitFresh();

        // When
        published.abortedSpent("daily/principal=coder-3", "not even JSON".getBytes(StandardCharsets.UTF_8));
        published.spent(daily, "daily/principal=coder-2", "0.02");
        published.untouched(CODER);
        awaitPublished();

        // Then
        assertThat(ask("coder-1")).isInstanceOf(Fits.class);
        assertThat(ask("coder-2")).isInstanceOf(Refused.class);
        assertThat(ask("coder-3")).isInstanceOf(Fits.class);
    }

    @Test
    void aRestoredDatabaseSpeaksWithAHigherEpochAndTheFormerOneIsIgnored() {
        // Given
        awaitFresh();

        // When
        published.inEpoch(2).spent(daily, CODER, "0.002");
        awaitPublished();
        var restored = ask("coder-1");
        published.inEpoch(1).spent(daily, CODER, "0.5");
        published.inEpoch(2).heartbeat();
        awaitPublished();

        // Then
        assertThat(restored).isInstanceOf(Fits.class);
        assertThat(ask("coder-1")).isInstanceOf(Fits.class);
    }

    @Test
    void anOutageIsSaidWaitedOutAndOverWithoutARestart() {
        // Given
        awaitFresh();
        var settings = kafka.settings();

        // When
        kafka.kill();
        await().atMost(PATIENCE).until(() -> budgets.freshness(Instant.now()) instanceof Freshness.Stale);
        var during = ask("coder-2");
        kafka = launch(settings);
        awaitFresh();
        published.spent(daily, "daily/principal=coder-2", "0.02");
        awaitPublished();

        // Then
        assertThat(((Refused) during).message()).contains("last heard of the books at");
        assertThat(during.degraded()).isTrue();
        assertThat(((Refused) ask("coder-2")).message()).contains("$0.02 spent of $0.01");
        assertThat(ask("coder-4")).isInstanceOf(Fits.class);
    }
}
