package dev.bursar.source.otlp;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsagePath.Form;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the model calls among the log events of an export: those of the known tools, and of the general conventions. */
final class Logs {

    private static final String DETAILS = "gen_ai.client.inference.operation.details";

    private static final String BY_SPANS = "An event within a sampled span doesn't count, the span does:"
            + " OTEL_TRACES_EXPORTER=otlp, or OTEL_RESOURCE_ATTRIBUTES=bursar.signal=logs for a program whose spans don't"
            + " come here";

    /** The lowest of the W3C trace flags, which are the lower eight bits (OTLP, {@code LogRecordFlags}). */
    private static final int SAMPLED = 1;

    private final List<OtlpOutcome> outcomes = new ArrayList<>();
    private final Set<String> advice;

    /** @param advice gets what a sender should switch on */
    Logs(Set<String> advice) {
        this.advice = advice;
    }

    void add(ResourceLogs ofResource) {
        var resource = new Attributes(ofResource.getResource().getAttributesList());
        var wishes = SenderWishes.of(resource, advice);
        for (var ofScope : ofResource.getScopeLogsList()) {
            var scope = ofScope.getScope().getName();
            var tool = CommandLineTools.of(scope, resource);
            if (tool.isPresent()) {
                addOfTool(ofScope, tool.get(), new Labels(resource));
            } else if (!wishes.ignores(scope)) {
                addDetails(ofScope, new Labels(resource), wishes);
            }
        }
    }

    List<OtlpOutcome> outcomes() {
        return outcomes;
    }

    private void addOfTool(ScopeLogs ofScope, CommandLineTool tool, Labels labels) {
        var twins = new TwinEvents();
        for (var event : ofScope.getLogRecordsList()) {
            if (isDetails(event)) {
                twins.add(new Attributes(event.getAttributesList()));
            }
        }
        for (var event : ofScope.getLogRecordsList()) {
            var attributes = new Attributes(event.getAttributesList());
            if (tool.isCall(event, attributes)) {
                outcomes.add(ofTool(event, attributes, tool, twins, labels));
            }
        }
    }

    private static OtlpOutcome ofTool(
            LogRecord event, Attributes attributes, CommandLineTool tool, TwinEvents twins, Labels labels) {
        try {
            var report = tool.read(attributes);
            var named = report.responseId().isPresent() ? report : report.withResponseId(twins.responseId(attributes));
            var id = id(tool.word(), event, attributes, report.counts().usage(), tool.marks(attributes));
            return new OtlpOutcome.Counted(call(event, attributes, labels, named, id));
        } catch (Refusal refusal) {
            return refused(refusal, id(tool.word(), event, attributes, Usage.NONE, tool.marks(attributes)), attributes);
        }
    }

    private void addDetails(ScopeLogs ofScope, Labels labels, SenderWishes wishes) {
        for (var event : ofScope.getLogRecordsList()) {
            if (isDetails(event)) {
                var call = details(event, new Attributes(event.getAttributesList()), labels);
                if (wishes.byLogs() || !isInSampledSpan(event)) {
                    call.ifPresent(outcomes::add);
                } else {
                    call.ifPresent(twin -> advice.add(BY_SPANS));
                }
            }
        }
    }

    private static boolean isInSpan(LogRecord event) {
        return CallId.isId(event.getTraceId()) && CallId.isId(event.getSpanId());
    }

    /** A sampled span is exported: it tells of the call, and only one of the two may know the provider's id. */
    private static boolean isInSampledSpan(LogRecord event) {
        return isInSpan(event) && (event.getFlags() & SAMPLED) != 0;
    }

    /** The event tells of requests too, which have no counts; within a span it has the span's id. */
    private static Optional<OtlpOutcome> details(LogRecord event, Attributes attributes, Labels labels) {
        var spanId = isInSpan(event)
                ? Optional.of(CallId.ofSpan(event.getTraceId(), event.getSpanId()))
                : Optional.<String>empty();
        try {
            if (attributes
                    .text(GenAiNames.OPERATION)
                    .filter(Operations::isNoCall)
                    .isPresent()) {
                return Optional.empty();
            }
            var report = GenAiNames.read(attributes);
            if (!report.counts().isKnown()) {
                return Optional.empty();
            }
            var id = spanId.orElseGet(
                    () -> id("gen_ai", event, attributes, report.counts().usage()));
            return Optional.of(new OtlpOutcome.Counted(call(event, attributes, labels, report, id)));
        } catch (Refusal refusal) {
            return Optional.of(
                    refused(refusal, spanId.orElseGet(() -> id("gen_ai", event, attributes, Usage.NONE)), attributes));
        }
    }

    private static boolean isDetails(LogRecord event) {
        return DETAILS.equals(event.getEventName())
                || event.getAttributesList().stream()
                        .anyMatch(attribute -> attribute.getKey().equals("event.name")
                                && DETAILS.equals(attribute.getValue().getStringValue()));
    }

    private static OtlpOutcome refused(Refusal refusal, String id, Attributes attributes) {
        return new OtlpOutcome.Refused(refusal.reason(), refusal.getMessage(), Form.LOG, id, attributes.json());
    }

    private static OtlpCall call(LogRecord event, Attributes attributes, Labels labels, CallReport report, String id) {
        return new OtlpCall(
                Form.LOG,
                id,
                time(event),
                CalledProvider.of(labels.provider(attributes).or(report::provider), report.model(), time(event)),
                report.model(),
                report.counts().usage(),
                report.responseId(),
                report.serviceTier(),
                labels.of(attributes, report),
                labels.hold(attributes),
                report.isApproximate(),
                attributes.millis("duration_ms"),
                attributes.has("error.type"),
                Optional.empty());
    }

    private static Optional<Instant> time(LogRecord event) {
        return RecordTime.of(event.getTimeUnixNano(), event.getObservedTimeUnixNano());
    }

    private static String id(String kind, LogRecord event, Attributes attributes, Usage usage, String... marks) {
        var session = attributes.text("session.id", "conversation.id", "gen_ai.conversation.id", "gen_ai.response.id");
        var fixed = Stream.of(
                kind,
                session.orElse(""),
                time(event).map(Instant::toString).orElse(""),
                attributes
                        .text("model", "gen_ai.response.model", "gen_ai.request.model")
                        .orElse(""),
                usage.counts().toString());
        return CallId.ofContent(Stream.concat(fixed, Arrays.stream(marks)).toArray(String[]::new));
    }
}
