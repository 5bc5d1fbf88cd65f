package dev.bursar.kit.kafka;

import dev.bursar.kit.problem.Trace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** Carries a trace over Kafka, in the record header of W3C Trace Context. */
public final class TraceHeaders {

    private TraceHeaders() {}

    public static void put(Headers headers, Trace trace) {
        headers.remove(Trace.HEADER);
        headers.add(Trace.HEADER, trace.traceparent().getBytes(StandardCharsets.US_ASCII));
    }

    /** The trace a record continues, or a fresh one. */
    public static Trace read(Headers headers) {
        var header = headers.lastHeader(Trace.HEADER);
        return Trace.continuing(
                header == null || header.value() == null
                        ? null
                        : new String(header.value(), StandardCharsets.US_ASCII));
    }
}
