package dev.bursar.aggregator.ledger;

import static dev.bursar.aggregator.intake.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.UsageEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans that tell of one call, or of others' sum, in exports of their own: in one posting, or in one each. */
class SpanSumsTest {

    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Optional<String> NAMED = Optional.of("chatcmpl-Bx7Qm2KpL9TvRw3NsYdC4e");

    private static List<Class<?>> decisions(boolean together, UsageEvent... events) {
        var standings = new HashMap<EventIdentity, Standing>();
        var within = new HashMap<EventIdentity, SpanSums.Sum>();
        var decisions = new ArrayList<Class<?>>();
        var arrivals = List.of(events).stream()
                .map(event -> Arrival.of(event, new Origin("events", 0, 0), POSTED))
                .toList();
        int size = together ? arrivals.size() : 1;
        for (int i = 0; i < arrivals.size(); i += size) {
            var resolution = Resolution.of(
                    arrivals.subList(i, i + size), Map.copyOf(standings), Map.copyOf(within), i + 1, POSTED);
            standings.putAll(resolution.standings());
            within.putAll(resolution.spans().changed());
            resolution.decisions().forEach(decision -> decisions.add(decision.getClass()));
        }
        return decisions;
    }

    private static UsageEvent span(
            String id, Optional<String> responseId, Optional<String> around, long input, long output) {
        return Events.within(around, responseId, event("p", id, input, output));
    }

    private static UsageEvent span(String id, Optional<String> around, long input, long output) {
        return span(id, Optional.empty(), around, input, output);
    }

    private static Optional<String> within(String span) {
        return Optional.of(span);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSpanAroundAnotherThatSaysTheSameIsNoCallWhoeverKnowsTheProvidersId(boolean together) {
        assertThat(decisions(together, span("t-2", NAMED, within("t-1"), 100, 5), span("t-1", within("t-0"), 100, 5)))
                .containsExactly(Decision.Accepted.class, Decision.Repeated.class);
        assertThat(decisions(together, span("t-2", within("t-1"), 100, 5), span("t-1", NAMED, within("t-0"), 100, 5)))
                .containsExactly(Decision.Accepted.class, Decision.Repeated.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soIsOneThatSumsUpTheCallsWithinItHoweverOftenTheyAreTold(boolean together) {
        assertThat(decisions(
                        together,
                        span("t-2", NAMED, within("t-1"), 100, 5),
                        span("t-2", NAMED, within("t-1"), 100, 5),
                        span("t-3", within("t-1"), 10, 2),
                        span("t-1", within("t-0"), 110, 7),
                        span("t-1", within("t-0"), 110, 7)))
                .containsExactly(
                        Decision.Accepted.class,
                        Decision.Replayed.class,
                        Decision.Accepted.class,
                        Decision.Repeated.class,
                        Decision.Repeated.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void threeAroundOneCallAreOne(boolean together) {
        assertThat(decisions(
                        together,
                        span("t-3", within("t-2"), 100, 5),
                        span("t-2", within("t-1"), 100, 5),
                        span("t-1", Optional.empty(), 100, 5)))
                .containsExactly(Decision.Accepted.class, Decision.Repeated.class, Decision.Repeated.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsBesideEachOtherAndOnesThatMakeAnotherCountEach(boolean together) {
        assertThat(decisions(
                        together,
                        span("t-2", within("t-1"), 100, 5),
                        span("t-3", within("t-1"), 100, 5),
                        span("t-1", Optional.empty(), 100, 5)))
                .containsOnly(Decision.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallWhoseBodyCameBeforeIsWithinTheSpanAllTheSame(boolean together) {
        // Given
        var told = span("t-2", NAMED, within("t-1"), 100, 5);
        var body = Events.ranked(told, Events.BODY, 0);

        // Then
        assertThat(decisions(together, body, told, span("t-1", Optional.empty(), 100, 5)))
                .containsExactly(Decision.Accepted.class, Decision.Replayed.class, Decision.Repeated.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyElsesIdIsThatOfASpan(boolean together) {
        assertThat(decisions(together, span("t-2", within("t-1"), 100, 5), event("p", "t-1", 100, 5)))
                .containsOnly(Decision.Accepted.class);
    }
}
