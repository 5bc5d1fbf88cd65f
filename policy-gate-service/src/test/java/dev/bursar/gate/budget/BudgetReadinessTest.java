package dev.bursar.gate.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class BudgetReadinessTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(KnownBooks.NOW);

    private BudgetReadiness readinessOf(KnownBooks books) {
        return new BudgetReadiness(books.budgets, books.rates, now::get);
    }

    @Test
    void aGateIsNotReadyBeforeAllIsReadNorWithoutAFreshHeartbeat() {
        // Given
        var unread = readinessOf(KnownBooks.unread().heardAgo(Duration.ZERO));
        var unheard = readinessOf(KnownBooks.unread().read());
        var old = readinessOf(KnownBooks.unread().read().heardAgo(Duration.ofMinutes(1)));

        // Then
        assertThat(unread.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(unheard.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(old.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aGateThatWasReadyStaysSoWhenTheBooksFallSilent() {
        // Given
        var readiness = readinessOf(KnownBooks.fresh());
        readiness.call();

        // When
        now.set(KnownBooks.NOW.plusSeconds(3600));
        var later = readiness.call();

        // Then
        assertThat(later.getStatus()).isEqualTo(Status.UP);
        assertThat(later.getData().orElseThrow()).containsEntry("books", "not heard since 2026-11-22T10:15:30Z");
    }
}
