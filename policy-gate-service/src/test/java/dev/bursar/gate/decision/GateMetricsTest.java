package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GateMetrics metrics = new GateMetrics(registry);

    private List<Counter> counters(String action) {
        return List.copyOf(registry.find(GateMetrics.DECISIONS)
                .tag(GateMetrics.ACTION, action)
                .counters());
    }

    @Test
    void theFirstDecisionOfAKindIsAnIncrease() {
        // Given
        var before = counters("docker_run");

        // When
        Desks.ask(Desks.with(Optional.empty(), Desks.unlimited(), (DecisionListener) metrics::count), """
                {"subject": {"type": "agent", "id": "coder-1"}, "action": {"name": "docker_run"},
                 "resource": {"type": "container_image", "id": "ubuntu"}}""");

        // Then
        var after = counters("docker_run");
        assertThat(before).hasSameSizeAs(after).hasSizeGreaterThan(20);
        assertThat(after)
                .filteredOn(counter -> counter.count() > 0)
                .singleElement()
                .satisfies(counter ->
                        assertThat(counter.getId().getTag(GateMetrics.REASON)).isEqualTo("no_policy"));
    }

    @Test
    void whatIsForeseenIsBounded() {
        assertThat(registry.find(GateMetrics.DECISIONS).counters()).hasSizeLessThan(200);
        assertThat(counters("llm_call"))
                .extracting(counter -> counter.getId().getTag(GateMetrics.ANSWER))
                .contains("permit", "deny");
    }
}
