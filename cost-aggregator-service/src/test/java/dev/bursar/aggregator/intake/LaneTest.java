package dev.bursar.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.ledger.Delivery;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final List<UniEmitter<? super Void>> underWay = new ArrayList<>();
    private final Lane lane = new Lane(this::begin);

    private Uni<Void> begin(List<Delivery> batch) {
        return Uni.createFrom().emitter(underWay::add);
    }

    @Test
    void beginsTheNextOnlyWhenTheOneBeforeIsDone() {
        // Given
        lane.put(List.of());
        lane.put(List.of());
        int before = underWay.size();

        // When
        underWay.get(0).complete(null);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(underWay).hasSize(2);
    }

    @Test
    void saysWhenWhatWasPutBeforeIsDone() {
        // Given
        var free = lane.put(List.of());
        var second = lane.put(List.of());
        boolean waiting = !second.isDone();

        // When
        underWay.get(0).complete(null);

        // Then
        assertThat(free).isCompleted();
        assertThat(waiting).isTrue();
        assertThat(second).isCompleted();
    }
}
