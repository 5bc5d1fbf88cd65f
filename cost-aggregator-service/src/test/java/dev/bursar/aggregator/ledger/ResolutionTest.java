package dev.bursar.aggregator.ledger;

import static dev.bursar.aggregator.intake.Events.event;
import static dev.bursar.aggregator.intake.Events.ranked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.UsageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Origin ORIGIN = new Origin("events", 0, 0);

    private static List<Arrival> arrivals(UsageEvent... events) {
        return List.of(events).stream()
                .map(event -> Arrival.of(event, ORIGIN, POSTED))
                .toList();
    }

    private static List<Decision> decisions(UsageEvent... events) {
        return Resolution.of(arrivals(events), Map.of(), Map.of(), 7, POSTED).decisions();
    }

    @Test
    void theFirstDeliveryIsAcceptedAndItsRepeatReplayed() {
        assertThat(decisions(event("p", "a", 1, 1), event("p", "a", 1, 1)))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Decision.Accepted.class),
                        second -> assertThat(second).isInstanceOf(Decision.Replayed.class));
    }

    @Test
    void theRicherPathOutranksEverySequence() {
        assertThat(decisions(
                        ranked(event("p", "a", 1, 1), Events.SPAN, 99), ranked(event("p", "a", 1, 2), Events.BODY, 0)))
                .last()
                .isInstanceOf(Decision.Superseded.class);
    }

    @Test
    void aLowerSequenceIsStaleAndTheSameOneAConflict() {
        assertThat(decisions(
                        ranked(event("p", "a", 1, 1), Events.DIRECT, 5),
                        ranked(event("p", "a", 1, 2), Events.DIRECT, 4),
                        ranked(event("p", "a", 1, 3), Events.DIRECT, 5)))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Decision.Accepted.class),
                        second -> assertThat(second).isInstanceOf(Decision.Stale.class),
                        third -> assertThat(third).isInstanceOf(Decision.Conflict.class));
    }

    @Test
    void aReplayByARicherPathRaisesTheRankThatOthersMustExceed() {
        assertThat(decisions(
                        ranked(event("p", "a", 1, 1), Events.SPAN, 0),
                        ranked(event("p", "a", 1, 1), Events.BODY, 0),
                        ranked(event("p", "a", 1, 2), Events.DIRECT, 9)))
                .last()
                .isInstanceOf(Decision.Stale.class);
    }

    @Test
    void everySupersedeTakesTwoRevisionsAndNamesTheNetPosting() {
        // When
        var resolution = Resolution.of(
                arrivals(
                        ranked(event("p", "a", 1, 1), Events.DIRECT, 1),
                        ranked(event("p", "a", 1, 2), Events.DIRECT, 2),
                        ranked(event("p", "a", 1, 3), Events.DIRECT, 3)),
                Map.of(),
                Map.of(),
                7,
                POSTED);

        // Then
        var second = (Decision.Superseded) resolution.decisions().get(1);
        var third = (Decision.Superseded) resolution.decisions().get(2);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(third.revision()).isEqualTo(4);
        assertThat(third.net()).isEqualTo(second.entry());
        assertThat(resolution.standings().values())
                .singleElement()
                .satisfies(standing -> assertThat(standing.revision()).isEqualTo(5));
    }

    @Test
    void entriesAreNumberedWithinTheirPosting() {
        // Given
        var arrivals = IntStream.range(0, 100)
                .mapToObj(i -> Arrival.of(event("p", "e" + i, 1, 1), ORIGIN, POSTED))
                .toList();

        // When
        var decisions = Resolution.of(arrivals, Map.of(), Map.of(), 7, POSTED).decisions();

        // Then
        assertThat(decisions)
                .extracting(decision -> ((Decision.Accepted) decision).entry())
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(entry -> assertThat(entry.posting()).isEqualTo(7));
    }
}
