package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageEventTest {

    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");
    private static final Dimensions CALL =
            Dimensions.of(Map.of("principal", "p", "provider", "acme", "model", "large"));
    private static final Usage USAGE = Usage.of(Meter.INPUT, 3);

    @Test
    void timeSourceAndIdAreNoContent() {
        assertThat(event("s", "1", THEN, CALL, USAGE, "ok").contentHash())
                .isEqualTo(
                        event("t", "2", THEN.plusSeconds(9), CALL, USAGE, "ok").contentHash());
    }

    @Test
    void dimensionsMetersAndOutcomeAreContent() {
        // Given
        var hash = event("s", "1", THEN, CALL, USAGE, "ok").contentHash();

        // Then
        assertThat(event("s", "1", THEN, CALL.with("team", "x"), USAGE, "ok").contentHash())
                .isNotEqualTo(hash);
        assertThat(event("s", "1", THEN, CALL, USAGE.plus(Meter.OUTPUT, 0), "ok")
                        .contentHash())
                .isNotEqualTo(hash);
        assertThat(event("s", "1", THEN, CALL, USAGE, "error").contentHash()).isNotEqualTo(hash);
    }

    @Test
    void anEventWithoutPrincipalProviderOrModelCannotBeMade() {
        // Given
        var nobody = Dimensions.of(Map.of("provider", "acme", "model", "large"));

        // Then
        assertThatIllegalStateException().isThrownBy(() -> event("s", "1", THEN, nobody, USAGE, "ok"));
    }

    @Test
    void anEventWithANegativeCountCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> event("s", "1", THEN, CALL, USAGE.negated(), "ok"));
    }

    private static UsageEvent event(
            String source, String id, Instant time, Dimensions dimensions, Usage usage, String outcome) {
        return new UsageEvent(
                source,
                id,
                time,
                new UsagePath(Entrance.KAFKA, Form.DIRECT),
                0,
                dimensions,
                usage,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scope.CALL,
                outcome,
                false,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
