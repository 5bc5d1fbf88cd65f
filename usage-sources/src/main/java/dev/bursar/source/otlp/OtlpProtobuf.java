package dev.bursar.source.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** Reads OTLP in the binary encoding. */
public final class OtlpProtobuf {

    private OtlpProtobuf() {}

    /**
     * Reads a request as what it is: old senders post every signal to one path.
     *
     * @param asked the signal of the path, for a body that does not show its own
     * @throws Undecodable what is no request of any signal
     */
    public static OtlpExport read(byte[] body, Signal asked) throws Undecodable {
        try {
            return switch (WireSignal.of(body).orElse(asked)) {
                case TRACES ->
                    OtlpExport.ofSpans(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
                case LOGS ->
                    OtlpExport.ofLogs(ExportLogsServiceRequest.parseFrom(body).getResourceLogsList());
                case METRICS ->
                    OtlpExport.ofMetrics(
                            ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList());
            };
        } catch (InvalidProtocolBufferException e) {
            throw new Undecodable("the body is no OTLP protobuf message");
        }
    }
}
