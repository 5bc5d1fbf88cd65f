package dev.bursar.source.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;

/** A coding agent whose log events tell of each model call; its spans and metrics repeat them and never count. */
interface CommandLineTool {

    /** Our word for it. */
    String word();

    /** Whether records of this scope, from a resource with this service name, are the tool's. */
    boolean isIts(String scope, String service);

    /** Whether a metric is the tool's. */
    boolean isItsMetric(String metric);

    /** Whether a log event tells of one finished call. */
    boolean isCall(LogRecord event, Attributes attributes);

    /** @throws Refusal where a count is none */
    CallReport read(Attributes attributes);

    /** What sets two calls apart in {@link #read}'s record, besides time, session and counts. */
    String[] marks(Attributes attributes);

    /** What to switch on, so that its log events come. */
    String advice();
}
