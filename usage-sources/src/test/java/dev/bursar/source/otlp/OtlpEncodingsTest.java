package dev.bursar.source.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both encodings mean the same, and a body is what it is, wherever it is posted. */
class OtlpEncodingsTest {

    static Stream<String> files() {
        return Stream.of(
                "claude-code/http-json-subagent/001-logs.json",
                "claude-code/http-json-subagent/003-traces.json",
                "claude-code/http-json-subagent/004-metrics.json",
                "gemini-cli/http-json-tool-two-calls/002-logs.json",
                "gemini-cli/http-json-tool-two-calls/003-metrics.json",
                "codex/http-json-tool-two-calls/001-traces.json",
                "codex/http-json-tool-two-calls/003-metrics.json",
                "codex/http-json-tool-two-calls/004-logs.json",
                "genai-semconv/spans-vercel-ai.json",
                "genai-semconv/log-operation-details.json",
                "genai-semconv/metric-client-token-usage.json");
    }

    private static byte[] protobuf(OtlpExport export) {
        return switch (export.signal(Signal.LOGS)) {
            case TRACES ->
                ExportTraceServiceRequest.newBuilder()
                        .addAllResourceSpans(export.spans())
                        .build()
                        .toByteArray();
            case LOGS ->
                ExportLogsServiceRequest.newBuilder()
                        .addAllResourceLogs(export.logs())
                        .build()
                        .toByteArray();
            case METRICS ->
                ExportMetricsServiceRequest.newBuilder()
                        .addAllResourceMetrics(export.metrics())
                        .build()
                        .toByteArray();
        };
    }

    @ParameterizedTest
    @MethodSource("files")
    void aMessageIsTheSameInBothEncodingsOnEveryPath(String file) throws Undecodable {
        // Given
        var json = Exports.read(file);

        // Then
        for (var asked : Signal.values()) {
            assertThat(OtlpProtobuf.read(protobuf(json), asked)).isEqualTo(json);
        }
    }

    @Test
    void theBinaryCapturesAreTakenOnEveryPath() throws Undecodable {
        for (var file : List.of(
                "codex/http-binary-tool-two-calls/004-logs.pb", "codex/http-binary-tool-two-calls/003-metrics.pb")) {
            for (var asked : Signal.values()) {
                assertThat(OtlpProtobuf.read(Exports.bytes(file), asked)).isEqualTo(Exports.read(file));
            }
        }
    }

    @Test
    void numbersNamesAndIdsAreTakenInEveryWayTheyAreWritten() {
        // Given
        var asWritten = Exports.ofJson("""
                {"resource_spans": [{"scope_spans": [{"spans": [{"trace_id": "0A0b", "span_id": "Cg==", "kind": "SPAN_KIND_CLIENT", "unknown": [{"deep": [1]}],
                 "start_time_unix_nano": 1793520000000000001, "end_time_unix_nano": "1793520000000000002", "parentSpanId": null, "name": "n",
                 "attributes": [{"key": "a", "value": {"intValue": "70e-1"}}, {"key": "b", "value": {"double_value": "NaN"}}, {"key": "c", "value": {"bytesValue": "Cg=="}},
                  {"key": "d", "value": {"kvlistValue": {"values": [{"key": "e", "value": {"arrayValue": {"values": [{"boolValue": true}]}}}]}}}]}]}]}]}""");
        var plain = Exports.ofJson("""
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0a0b", "spanId": "0a", "kind": 3,
                 "startTimeUnixNano": "1793520000000000001", "endTimeUnixNano": "1793520000000000002", "name": "n",
                 "attributes": [{"key": "a", "value": {"intValue": "7"}}, {"key": "b", "value": {"doubleValue": "NaN"}}, {"key": "c", "value": {"bytesValue": "Cg=="}},
                  {"key": "d", "value": {"kvlistValue": {"values": [{"key": "e", "value": {"arrayValue": {"values": [{"boolValue": true}]}}}]}}}]}]}]}]}""");

        // Then
        assertThat(asWritten).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"resourceSpans\": 7}",
                "{\"resourceSpans\": [7]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"traceId\": \"xyz!\"}]}]}]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"endTimeUnixNano\": 1.5}]}]}]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"endTimeUnixNano\": 15e-1}]}]}]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"endTimeUnixNano\": -1e19}]}]}]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"endTimeUnixNano\": \"99999999999999999999\"}]}]}]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{\"endTimeUnixNano\": 1e999999999}]}]}]}",
                "{} {}"
            })
    void whatIsNoOtlpIsToldWithoutRepeatingIt(String body) {
        assertThatThrownBy(() -> OtlpJson.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Undecodable.class)
                .hasMessageNotContaining("xyz");
    }

    @Test
    void nestingWithoutEndIsNoOtlpEither() {
        var deep = "{\"resourceSpans\": " + "[".repeat(100_000);
        assertThatThrownBy(() -> OtlpJson.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Undecodable.class);
        var values = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":"
                + "{\"arrayValue\":{\"values\":[".repeat(10_000);
        assertThatThrownBy(() -> OtlpJson.read(values.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Undecodable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a640b", "0a02120a", "ff", "0a"})
    void bytesThatAreNoMessageAreTold(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        for (var asked : Signal.values()) {
            assertThatThrownBy(() -> OtlpProtobuf.read(bytes, asked)).isInstanceOf(Undecodable.class);
        }
    }

    @Test
    void anEmptyExportIsOne() throws Undecodable {
        assertThat(OtlpProtobuf.read(new byte[0], Signal.TRACES).signal(Signal.TRACES))
                .isEqualTo(Signal.TRACES);
        assertThat(Exports.ofJson("{}").signal(Signal.METRICS)).isEqualTo(Signal.METRICS);
    }
}
