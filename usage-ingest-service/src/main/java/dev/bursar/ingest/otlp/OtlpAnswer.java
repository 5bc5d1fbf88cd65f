package dev.bursar.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.ingest.event.Outcome;
import dev.bursar.source.otlp.Signal;
import dev.bursar.source.otlp.Understanding;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The answer to an export that was taken (OTLP 1.9, "Partial Success").
 *
 * @param signal what the export carried
 * @param rejected how many of its records were set aside, or never count
 * @param message why, and what to switch on; empty where there is nothing to say
 */
record OtlpAnswer(Signal signal, long rejected, String message) {

    private static final int MAX_REASONS = 5;

    static OtlpAnswer of(Signal signal, Understanding understood, List<Outcome> outcomes) {
        var reasons = new LinkedHashMap<String, Long>();
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Rejected refused) {
                reasons.merge(refused.reason().code() + ": " + refused.detail(), 1L, Long::sum);
            }
        }
        long setAside = reasons.values().stream().mapToLong(Long::longValue).sum();
        var sentences = reasons.entrySet().stream()
                .limit(MAX_REASONS)
                .map(OtlpAnswer::sentence)
                .collect(Collectors.toList());
        if (understood.uncountedPoints() > 0) {
            sentences.add("metrics never count");
        }
        sentences.addAll(new TreeSet<>(understood.advice()));
        return new OtlpAnswer(signal, setAside + understood.uncountedPoints(), String.join("; ", sentences));
    }

    private static String sentence(Map.Entry<String, Long> reason) {
        return reason.getValue() == 1 ? reason.getKey() : reason.getKey() + " (" + reason.getValue() + " records)";
    }

    private boolean isSilent() {
        return rejected == 0 && message.isEmpty();
    }

    byte[] protobuf() {
        return switch (signal) {
            case TRACES -> traces().toByteArray();
            case LOGS -> logs().toByteArray();
            case METRICS -> metrics().toByteArray();
        };
    }

    JsonNode json() {
        var answer = Json.object();
        if (!isSilent()) {
            var rejectedName = switch (signal) {
                case TRACES -> "rejectedSpans";
                case LOGS -> "rejectedLogRecords";
                case METRICS -> "rejectedDataPoints";
            };
            // 64-bit numbers are texts in the JSON of protobuf.
            answer.putObject("partialSuccess")
                    .put(rejectedName, Long.toString(rejected))
                    .put("errorMessage", message);
        }
        return answer;
    }

    private ExportTraceServiceResponse traces() {
        var answer = ExportTraceServiceResponse.newBuilder();
        if (!isSilent()) {
            answer.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage(message));
        }
        return answer.build();
    }

    private ExportLogsServiceResponse logs() {
        var answer = ExportLogsServiceResponse.newBuilder();
        if (!isSilent()) {
            answer.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(rejected)
                    .setErrorMessage(message));
        }
        return answer.build();
    }

    private ExportMetricsServiceResponse metrics() {
        var answer = ExportMetricsServiceResponse.newBuilder();
        if (!isSilent()) {
            answer.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage(message));
        }
        return answer.build();
    }
}
