package dev.bursar.aggregator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.budget.BudgetMovements.Movement;
import dev.bursar.contract.Json;
import dev.bursar.contract.budget.Budget;
import dev.bursar.contract.budget.BudgetReader;
import dev.bursar.contract.budget.Window.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Interval TODAY =
            new Interval(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));

    private final Comparison comparison =
            new Comparison(List.of(budget("money", "{\"usd\": \"1\"}"), budget("calls", "{\"requests\": 1}")));

    private static Budget budget(String id, String limit) {
        try {
            return BudgetReader.read(id, Json.read("""
                    {"limit": %s, "window": {"calendar": "day"}}""".formatted(limit)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Movement sum(String account, Interval window, String amount) {
        return new Movement(account, account, window, new BigDecimal(amount));
    }

    @Test
    void whatIsNotFoldedYetIsNoDifference() {
        comparison.add("money", TODAY.start(), new BigDecimal("0.30"));

        comparison.subtract(List.of(sum("money", TODAY, "0.3")), NOW);

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.driftUsd()).isEqualByComparingTo("0");
    }

    @Test
    void differencesInEitherDirectionAddUp() {
        comparison.add("money/principal=a", TODAY.start(), new BigDecimal("0.5"));
        comparison.add("money/principal=b", TODAY.start(), new BigDecimal("-0.2"));

        assertThat(comparison.differences()).hasSize(2);
        assertThat(comparison.driftUsd()).isEqualByComparingTo("0.7");
    }

    @Test
    void aDifferenceInCallsIsFoundButIsNoMoney() {
        comparison.add("calls", TODAY.start(), BigDecimal.ONE);

        assertThat(comparison.differences()).hasSize(1);
        assertThat(comparison.driftUsd()).isEqualByComparingTo("0");
    }

    @Test
    void windowsThatMayBePrunedAreNotLookedAt() {
        var start = NOW.minus(Duration.ofDays(95));

        comparison.subtract(List.of(sum("money", new Interval(start, start.plus(Duration.ofDays(1))), "1")), NOW);

        assertThat(comparison.differences()).isEmpty();
    }
}
