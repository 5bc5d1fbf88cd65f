package dev.bursar.source.otlp;

import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;

/** The records of one request, whatever path they came by; most requests carry one signal only. */
public record OtlpExport(List<ResourceSpans> spans, List<ResourceLogs> logs, List<ResourceMetrics> metrics) {

    public OtlpExport {
        spans = List.copyOf(spans);
        logs = List.copyOf(logs);
        metrics = List.copyOf(metrics);
    }

    static OtlpExport ofSpans(List<ResourceSpans> spans) {
        return new OtlpExport(spans, List.of(), List.of());
    }

    static OtlpExport ofLogs(List<ResourceLogs> logs) {
        return new OtlpExport(List.of(), logs, List.of());
    }

    static OtlpExport ofMetrics(List<ResourceMetrics> metrics) {
        return new OtlpExport(List.of(), List.of(), metrics);
    }

    /** What the records are; what was asked for, where there are none. */
    public Signal signal(Signal asked) {
        if (!spans.isEmpty()) {
            return Signal.TRACES;
        }
        if (!logs.isEmpty()) {
            return Signal.LOGS;
        }
        return metrics.isEmpty() ? asked : Signal.METRICS;
    }
}
