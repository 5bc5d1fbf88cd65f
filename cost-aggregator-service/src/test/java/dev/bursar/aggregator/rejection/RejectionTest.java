package dev.bursar.aggregator.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectionTest {

    private static byte[] message(String type, String data) throws Exception {
        return new CloudEvent(
                        type, "urn:bursar:ingest", "rej_7", Instant.parse("2026-11-22T10:00:00Z"), Json.read(data))
                .bytes();
    }

    @Test
    void isReadAsTheTopicTellsItAndShownUnderTheIdOfItsMessage() throws Exception {
        // When
        var rejection = Rejection.read(message(CloudEvent.USAGE_REJECTED, """
                {"reason": "no_model", "detail": "data.model is missing", "received_at": "2026-11-22T10:00:00Z",
                 "path": "kafka/direct", "source": "agents/a", "id": "e-1", "principal": null,
                 "origin": {"topic": "bursar.usage.raw.v1", "partition": 3, "offset": 17}, "redacted": {"n": 1}}"""));

        // Then
        assertThat(Json.read(rejection.orElseThrow().json().toString())).isEqualTo(Json.read("""
                {"id": "rej_7", "state": "set_aside", "reason": "no_model", "detail": "data.model is missing",
                 "received_at": "2026-11-22T10:00:00Z", "path": "kafka/direct", "source": "agents/a", "event_id": "e-1",
                 "principal": null, "origin": {"topic": "bursar.usage.raw.v1", "partition": 3, "offset": 17},
                 "redacted": {"n": 1}, "retried_by": null, "retried_at": null}"""));
        assertThat(rejection.get().origin()).contains(new Rejection.Origin("bursar.usage.raw.v1", 3, 17));
    }

    @Test
    void whatIsNoneIsLeftAlone() throws Exception {
        assertThat(Rejection.read("{".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Rejection.read("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Rejection.read(message(CloudEvent.BUDGET, "{}"))).isEmpty();
        assertThat(Rejection.read(message(CloudEvent.USAGE_REJECTED, "{\"received_at\": \"soon\"}")))
                .isEmpty();
    }
}
