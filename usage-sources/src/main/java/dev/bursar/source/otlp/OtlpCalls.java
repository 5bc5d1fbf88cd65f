package dev.bursar.source.otlp;

import java.util.ArrayList;
import java.util.TreeSet;

/**
 * Understands what an export says of model calls. Exactly one signal counts: the log event of the known command-line
 * tools for each call; otherwise the span of the call, or its log event where no sampled span is around it. Metrics, and
 * spans that sum up others, never do.
 */
public final class OtlpCalls {

    private OtlpCalls() {}

    public static Understanding understand(OtlpExport export) {
        var advice = new TreeSet<String>();
        var spans = new Spans(advice);
        export.spans().forEach(spans::add);
        var logs = new Logs(advice);
        export.logs().forEach(logs::add);
        var metrics = new Metrics(advice);
        export.metrics().forEach(metrics::add);
        var outcomes = new ArrayList<OtlpOutcome>(spans.outcomes());
        outcomes.addAll(logs.outcomes());
        return new Understanding(outcomes, metrics.points(), advice);
    }
}
