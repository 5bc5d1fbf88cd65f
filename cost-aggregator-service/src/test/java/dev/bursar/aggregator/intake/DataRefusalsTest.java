package dev.bursar.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.aggregator.ledger.Delivery;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.Delivery.SetAside;
import dev.bursar.aggregator.ledger.Origin;
import dev.bursar.aggregator.ledger.Posted;
import dev.bursar.contract.usage.RejectionReason;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataRefusalsTest {

    private static final int POISON = 5;

    private final List<Delivery> booked = new ArrayList<>();

    /** A ledger that refuses one event, and with it every batch that has it. */
    private Uni<Posted> refusing(List<Delivery> batch, String state) {
        var refused = batch.stream()
                .anyMatch(delivery ->
                        delivery instanceof Arrival && delivery.origin().offset() == POISON);
        if (refused) {
            return Uni.createFrom().failure(new PgException("refused", "ERROR", state, ""));
        }
        booked.addAll(batch);
        return Uni.createFrom().item(new Posted(null, List.of(), List.of(), null));
    }

    private static List<Delivery> batch() {
        return IntStream.range(0, 9)
                .<Delivery>mapToObj(
                        i -> Arrival.of(Events.event("p", "e" + i, 1, 1), new Origin("t", 0, i), Events.TIME))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "23514", "54000"})
    void theOneThatTheDatabaseRefusesIsSetAsideAndAllOthersAreBookedInOrder(String state) {
        // When
        new DataRefusals(batch -> refusing(batch, state)).post(batch()).await().indefinitely();

        // Then
        assertThat(booked)
                .extracting(delivery -> delivery.origin().offset())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(booked)
                .filteredOn(SetAside.class::isInstance)
                .singleElement()
                .satisfies(aside -> {
                    assertThat(aside.origin().offset()).isEqualTo(POISON);
                    assertThat(((SetAside) aside).reason()).isEqualTo(RejectionReason.MALFORMED);
                });
    }

    @Test
    void whatIsNotTheDatasFaultIsLeftToBeTriedAgain() {
        // Given
        var posting = new DataRefusals(batch -> refusing(batch, "40001")).post(batch());

        // Then
        assertThatThrownBy(() -> posting.await().indefinitely()).isInstanceOf(PgException.class);
        assertThat(booked).isEmpty();
    }
}
