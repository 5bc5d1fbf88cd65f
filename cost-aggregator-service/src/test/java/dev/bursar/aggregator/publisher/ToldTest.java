package dev.bursar.aggregator.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.budget.AccountKey;
import dev.bursar.contract.budget.AccountState;
import dev.bursar.contract.budget.AccountState.Spend;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Topics TOPICS = Topics.DEFAULT;
    private final Budget daily = budget("daily", "{\"calendar\": \"day\"}");
    private final Told told = new Told(TOPICS, Set.of(), Set.of(), Set.of());

    private static Budget budget(String id, String window) {
        try {
            return BudgetReader.read(id, Json.read("""
                    {"per": ["principal"], "limit": {"usd": "10"}, "alerts": ["0.5", "1"], "window": %s}""".formatted(window)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private AccountState state(String key, String spent) {
        var account = AccountKey.parse(key).orElseThrow();
        var spends = spent.isEmpty()
                ? List.<Spend>of()
                : List.of(new Spend(daily.window().at(NOW), new BigDecimal(spent)));
        return new AccountState(account, 1, 1, BigDecimal.ZERO, false, spends, NOW);
    }

    private static List<String> names(List<ProducerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> (record.value() == null ? "-" : "+") + record.key())
                .sorted()
                .toList();
    }

    @Test
    void aDefinitionIsToldOnceAndAgainWhenItChanges() {
        assertThat(names(told.budgets(Map.of("daily", daily), NOW))).containsExactly("+daily");
        assertThat(told.budgets(Map.of("daily", daily), NOW)).isEmpty();
        assertThat(names(told.budgets(Map.of("daily", daily.withState(Budget.State.FROZEN)), NOW)))
                .containsExactly("+daily");
    }

    @Test
    void aDefinitionThatIsGoneIsTakenBackWithItsAccounts() {
        told.budgets(Map.of("daily", daily), NOW);
        told.states(List.of(state("daily/principal=a", "1")), Set.of("daily/principal=a"), NOW);

        assertThat(names(told.budgets(Map.of(), NOW))).containsExactly("-daily", "-daily/principal=a");
    }

    @Test
    void whatAnEarlierPublisherToldAndTheDatabaseDoesNotKnowIsTakenBack() {
        var heir = new Told(
                TOPICS,
                Set.of("daily", "lost", Topics.HEARTBEAT_KEY),
                Set.of("card@1", "card@2"),
                Set.of("daily/principal=b"));

        assertThat(names(heir.budgets(Map.of("daily", daily), NOW))).containsExactly("+daily", "-lost");
        assertThat(names(heir.cards(List.of(new StoredCard("card", 1, Json.object())), NOW)))
                .containsExactly("+card@1", "-card@2");
        assertThat(names(heir.states(List.of(state("daily/principal=a", "1")), heir.accounts(), NOW)))
                .containsExactly("+daily/principal=a", "-daily/principal=b");
    }

    @Test
    void anAccountIsTakenBackOnceWhenNothingIsSpentInIt() {
        told.budgets(Map.of("daily", daily), NOW);
        var key = Set.of("daily/principal=a");
        told.states(List.of(state("daily/principal=a", "1")), key, NOW);

        assertThat(names(told.states(List.of(state("daily/principal=a", "")), key, NOW)))
                .containsExactly("-daily/principal=a");
        assertThat(told.states(List.of(state("daily/principal=a", "")), key, NOW))
                .isEmpty();
    }

    @Test
    void everyThresholdThatIsReachedIsNamed() {
        told.budgets(Map.of("daily", daily), NOW);

        assertThat(told.reached(List.of(state("daily/principal=a", "4.999")), NOW))
                .isEmpty();
        assertThat(told.reached(List.of(state("daily/principal=a", "5")), NOW))
                .extracting(Alert::threshold)
                .containsExactly(new BigDecimal("0.5"));
        assertThat(told.reached(List.of(state("daily/principal=a", "12")), NOW)).hasSize(2);
    }

    @Test
    void aFixedWindowThatIsOverAlertsNoMore() {
        var over = budget("over", "{\"fixed\": [\"2026-01-01T00:00:00Z\", \"2026-02-01T00:00:00Z\"]}");
        told.budgets(Map.of("over", over), NOW);
        var state = new AccountState(
                AccountKey.parse("over/principal=a").orElseThrow(),
                1,
                1,
                BigDecimal.ZERO,
                false,
                List.of(new Spend(over.window().at(NOW), BigDecimal.TEN)),
                NOW);

        assertThat(told.reached(List.of(state), NOW)).isEmpty();
    }

    @Test
    void aHeartbeatOfANewerDatabaseIsRecognised() {
        var last = new Heartbeat(NOW, 3, 100, 50, NOW);

        assertThat(last.knewMoreThan(new Heartbeat.Lineage(3, 100, 50))).isFalse();
        assertThat(last.knewMoreThan(new Heartbeat.Lineage(3, 140, 70))).isFalse();
        assertThat(last.knewMoreThan(new Heartbeat.Lineage(3, 99, 50))).isTrue();
        assertThat(last.knewMoreThan(new Heartbeat.Lineage(2, 100, 50))).isTrue();
        assertThat(last.knewMoreThan(new Heartbeat.Lineage(3, 100, 49))).isTrue();
        assertThat(Heartbeat.NONE.knewMoreThan(new Heartbeat.Lineage(1, 0, 0))).isFalse();
        assertThat(Heartbeat.read(last.json())).isEqualTo(last);
    }
}
