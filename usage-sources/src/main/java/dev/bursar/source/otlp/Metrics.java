package dev.bursar.source.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.Set;
import java.util.regex.Pattern;

/** Metrics never count: sums over calls can be neither told apart nor tiered. It is seen which of them try to. */
final class Metrics {

    private static final Pattern USAGE =
            Pattern.compile("(gen_ai|llm|ai|claude_code|gemini_cli|codex)\\.(?!.*time_).*(token|cost).*");
    private static final String SPANS =
            "Calls of instrumented programs are counted from their spans:" + " OTEL_TRACES_EXPORTER=otlp";

    private final Set<String> advice;
    private long points;

    /** @param advice gets what a sender should switch on */
    Metrics(Set<String> advice) {
        this.advice = advice;
    }

    void add(ResourceMetrics ofResource) {
        var resource = new Attributes(ofResource.getResource().getAttributesList());
        for (var ofScope : ofResource.getScopeMetricsList()) {
            var ofTool = CommandLineTools.of(ofScope.getScope().getName(), resource);
            for (var metric : ofScope.getMetricsList()) {
                if (USAGE.matcher(metric.getName()).matches()) {
                    points += points(metric);
                    advice.add(ofTool.or(() -> CommandLineTools.ofMetric(metric.getName()))
                            .map(CommandLineTool::advice)
                            .orElse(SPANS));
                }
            }
        }
    }

    long points() {
        return points;
    }

    private static int points(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> metric.getSum().getDataPointsCount();
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }
}
