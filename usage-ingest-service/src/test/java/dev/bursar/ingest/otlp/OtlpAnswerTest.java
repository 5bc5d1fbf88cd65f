package dev.bursar.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Understanding;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtlpAnswerTest {

    @Test
    void adviceAloneIsAMessageThatRejectsNothing() throws Exception {
        // Given
        var understood = new Understanding(List.of(), 0, Set.of("switch the spans on"));

        // When
        var answer = OtlpAnswer.of(Signal.LOGS, understood, List.of());

        // Then
        var partial = ExportLogsServiceResponse.parseFrom(answer.protobuf()).getPartialSuccess();
        assertThat(partial.getRejectedLogRecords()).isZero();
        assertThat(partial.getErrorMessage()).isEqualTo("switch the spans on");
        assertThat(answer.json().at("/partialSuccess/rejectedLogRecords").asText())
                .isEqualTo("0");
        assertThat(answer.json().at("/partialSuccess/errorMessage").asText()).isEqualTo("switch the spans on");
    }
}
