package dev.bursar.aggregator.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.usage.Dimensions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetMovementsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final long POSTING = 10;

    private static BudgetDefinition budget(String id, String json) {
        try {
            Budget budget = BudgetReader.read(id, Json.read(json.replace('\'', '"')));
            return new BudgetDefinition(budget, OptionalLong.empty());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Spend spend(String principal, Instant time, String usd) {
        return new Spend(
                Dimensions.of(Map.of("principal", principal, "provider", "openai", "model", "m", "team", "x")),
                time,
                new BigDecimal(usd),
                700,
                new BigDecimal(usd).signum() < 0 ? -1 : 1);
    }

    private static final BudgetDefinition DAILY = budget(
            "daily",
            "{'per': ['principal'], 'limit': {'usd': '5'}, 'window': {'calendar': 'day', 'zone': 'Europe/Berlin'}}");

    @Test
    void addsUpPerAccountAndWindowInTheOrderOfTheLocks() {
        // When
        var movements = BudgetMovements.of(
                POSTING,
                List.of(
                        spend("b", NOON, "1"),
                        spend("a", NOON, "0.1"),
                        spend("a", NOON.plusSeconds(1), "0.2"),
                        spend("a", NOON.plusSeconds(12 * 3600), "0.4")),
                List.of(DAILY));

        // Then
        assertThat(movements)
                .extracting(
                        Movement::account,
                        m -> m.window().start().toString(),
                        m -> m.amount().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("daily/principal=a", "2026-11-21T23:00:00Z", "0.3"),
                        org.assertj.core.groups.Tuple.tuple("daily/principal=a", "2026-11-22T23:00:00Z", "0.4"),
                        org.assertj.core.groups.Tuple.tuple("daily/principal=b", "2026-11-21T23:00:00Z", "1"));
    }

    @Test
    void aReversalTakesBackFromTheWindowOfTheEventsTime() {
        assertThat(BudgetMovements.of(
                        POSTING, List.of(spend("a", NOON, "0.5"), spend("a", NOON, "-0.5")), List.of(DAILY)))
                .singleElement()
                .satisfies(movement -> assertThat(movement.amount()).isEqualByComparingTo("0"));
    }

    @Test
    void countsInTheUnitOfTheBudget() {
        // Given
        var tokens = budget("tokens", "{'limit': {'tokens': 1000}, 'window': {'lifetime': true}}");
        var requests = budget("requests", "{'limit': {'requests': 10}, 'window': {'lifetime': true}}");

        // When
        var movements = BudgetMovements.of(
                POSTING, List.of(spend("a", NOON, "1"), spend("a", NOON, "1")), List.of(tokens, requests));

        // Then
        assertThat(movements).extracting(m -> m.amount().intValueExact()).containsExactly(2, 1400);
    }

    @Test
    void whatLiesOutsideAFixedWindowCountsNowhere() {
        // Given
        var fixed = budget(
                "fixed",
                "{'limit': {'usd': '5'}, 'window': {'fixed': ['2026-11-22T00:00:00Z', '2026-11-22T12:00:00Z']}}");

        // Then
        assertThat(BudgetMovements.of(POSTING, List.of(spend("a", NOON, "1")), List.of(fixed)))
                .isEmpty();
        assertThat(BudgetMovements.of(POSTING, List.of(spend("a", NOON.minusNanos(1), "1")), List.of(fixed)))
                .hasSize(1);
    }

    @Test
    void whatABudgetDoesNotMatchDoesNotMoveIt() {
        // Given
        var other = budget("other", "{'match': {'team': 'y*'}, 'limit': {'usd': '5'}, 'window': {'lifetime': true}}");

        // Then
        assertThat(BudgetMovements.of(POSTING, List.of(spend("a", NOON, "1")), List.of(other)))
                .isEmpty();
    }

    @Test
    void aFillingBudgetCountsOnlyPostingsAfterTheOneItIsFilledFrom() {
        // Given
        var filling = new BudgetDefinition(DAILY.budget(), OptionalLong.of(POSTING));

        // Then
        assertThat(BudgetMovements.of(POSTING, List.of(spend("a", NOON, "1")), List.of(filling)))
                .isEmpty();
        assertThat(BudgetMovements.of(POSTING + 1, List.of(spend("a", NOON, "1")), List.of(filling)))
                .hasSize(1);
    }
}
