package dev.bursar.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Instant EARLIER = NOW.minusSeconds(3600);

    private static RawRecord raw(TimestampType timestamps, String value, Map<String, String> headers) {
        var recordHeaders = new RecordHeaders();
        headers.forEach((name, text) -> recordHeaders.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new RawRecord(new ConsumerRecord<>(
                "raw",
                0,
                7,
                EARLIER.toEpochMilli(),
                timestamps,
                0,
                0,
                null,
                value.getBytes(StandardCharsets.UTF_8),
                recordHeaders,
                Optional.empty()));
    }

    @Test
    void onlyTheBrokersTimeProvesWhenARecordCame() {
        assertThat(raw(TimestampType.LOG_APPEND_TIME, "{}", Map.of()).appendedAt(NOW))
                .isEqualTo(EARLIER);
        assertThat(raw(TimestampType.CREATE_TIME, "{}", Map.of()).appendedAt(NOW))
                .isEqualTo(NOW);
    }

    @Test
    void attributesInHeadersAreTheBinaryModeUnlessTheContentTypeSaysOtherwise() throws Exception {
        // Given
        var headers = Map.of("ce_specversion", "1.0", "ce_type", "t", "ce_id", "1");

        // When
        var binary = raw(TimestampType.LOG_APPEND_TIME, "{\"a\": 1}", headers).event();
        var structured = raw(
                        TimestampType.LOG_APPEND_TIME,
                        "{\"id\": \"2\"}",
                        Map.of("content-type", "application/cloudevents+json; charset=UTF-8", "ce_type", "t"))
                .event();

        // Then
        assertThat(binary.at("/data/a").asInt()).isEqualTo(1);
        assertThat(binary.path("id").asText()).isEqualTo("1");
        assertThat(structured.path("id").asText()).isEqualTo("2");
    }
}
