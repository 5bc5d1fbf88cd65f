package dev.bursar.source.otlp;

import dev.bursar.contract.usage.UsagePath.Form;
import dev.bursar.source.otlp.NestedCalls.CallSpan;
import dev.bursar.source.otlp.SpanTree.Key;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finds the model calls among the spans of an export. */
final class Spans {

    private static final List<SpanDialect> DIALECTS =
            List.of(new VercelSpans(), new OpenInferenceSpans(), new LangfuseSpans(), new GenAiSpans());

    private static final String BY_LOGS =
            "Of a program with bursar.signal=logs, the log events count and the spans don't:"
                    + " OTEL_LOGS_EXPORTER=otlp";

    private final List<CallSpan> calls = new ArrayList<>();
    private final SpanTree tree = new SpanTree();
    private final Set<String> advice;

    /** @param advice gets what a sender should switch on */
    Spans(Set<String> advice) {
        this.advice = advice;
    }

    void add(ResourceSpans ofResource) {
        var resource = new Attributes(ofResource.getResource().getAttributesList());
        var wishes = SenderWishes.of(resource, advice);
        for (var ofScope : ofResource.getScopeSpansList()) {
            var scope = ofScope.getScope().getName();
            var tool = CommandLineTools.of(scope, resource);
            for (var span : ofScope.getSpansList()) {
                tree.add(span);
                if (tool.isPresent()) {
                    advise(span, tool.get());
                } else if (!wishes.ignores(scope)) {
                    add(span, new Labels(resource), wishes);
                }
            }
        }
    }

    /** The calls that count: spans that only sum up others of this export, or repeat them, are left out. */
    List<OtlpOutcome> outcomes() {
        return new NestedCalls(calls, tree).outcomes();
    }

    private void advise(Span span, CommandLineTool tool) {
        var attributes = new Attributes(span.getAttributesList());
        if (attributes.has("input_tokens") || attributes.hasAnyUnder("gen_ai.usage.")) {
            advice.add(tool.advice());
        }
    }

    private void add(Span span, Labels labels, SenderWishes wishes) {
        var attributes = new Attributes(span.getAttributesList());
        if (Surroundings.isOne(span.getName(), attributes)) {
            return;
        }
        var call = DIALECTS.stream()
                .filter(dialect -> dialect.isOf(attributes))
                .findFirst()
                .filter(dialect -> dialect.isCall(attributes, span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT))
                .flatMap(dialect -> read(span, attributes, labels, dialect));
        if (wishes.byLogs()) {
            call.ifPresent(counted -> advice.add(BY_LOGS));
        } else {
            call.ifPresent(told -> {
                calls.add(told);
                told.call().ifPresent(counted -> tree.addCall(span, counted.usage()));
            });
        }
    }

    private static Optional<CallSpan> read(Span span, Attributes attributes, Labels labels, SpanDialect dialect) {
        try {
            var report = dialect.read(attributes);
            if (!report.counts().isKnown() && (hasFailed(span, attributes) || !dialect.mustHaveCounts(attributes))) {
                return Optional.empty();
            }
            var counted = new OtlpOutcome.Counted(call(span, attributes, labels, report));
            return Optional.of(new CallSpan(Key.of(span), counted));
        } catch (Refusal refusal) {
            var refused = new OtlpOutcome.Refused(
                    refusal.reason(), refusal.getMessage(), Form.SPAN, id(span), attributes.json());
            return Optional.of(new CallSpan(Key.of(span), refused));
        }
    }

    private static OtlpCall call(Span span, Attributes attributes, Labels labels, CallReport report) {
        var ended = RecordTime.of(span.getEndTimeUnixNano(), span.getStartTimeUnixNano());
        return new OtlpCall(
                Form.SPAN,
                id(span),
                ended,
                CalledProvider.of(labels.provider(attributes).or(report::provider), report.model(), ended),
                report.model(),
                report.counts().usage(),
                report.responseId(),
                report.serviceTier(),
                labels.of(attributes, report),
                labels.hold(attributes),
                report.isApproximate(),
                duration(span),
                hasFailed(span, attributes),
                Optional.empty());
    }

    private static String id(Span span) {
        if (CallId.isId(span.getTraceId()) && CallId.isId(span.getSpanId())) {
            return CallId.ofSpan(span.getTraceId(), span.getSpanId());
        }
        return CallId.ofContent(
                span.getName(),
                Long.toString(span.getStartTimeUnixNano()),
                Long.toString(span.getEndTimeUnixNano()),
                span.getAttributesList().toString());
    }

    private static OptionalLong duration(Span span) {
        long nanos = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
        return span.getStartTimeUnixNano() == 0 || nanos < 0
                ? OptionalLong.empty()
                : OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static boolean hasFailed(Span span, Attributes attributes) {
        return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR || attributes.has("error.type");
    }
}
