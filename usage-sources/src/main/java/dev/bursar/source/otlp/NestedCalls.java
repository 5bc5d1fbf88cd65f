package dev.bursar.source.otlp;

import static dev.bursar.contract.usage.RejectionReason.NO_USAGE;

import dev.bursar.contract.usage.Meter;
import dev.bursar.source.otlp.SpanTree.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one of what several spans of an export tell of the same call, and leaves out those that only sum up others. */
final class NestedCalls {

    private final List<CallSpan> spans;
    private final SpanTree tree;
    private final Map<Key, OtlpCall> calls = new HashMap<>();

    /** A span that tells of a call: what it says, or why that can't be understood. */
    record CallSpan(Key key, OtlpOutcome outcome) {

        Optional<OtlpCall> call() {
            return outcome instanceof OtlpOutcome.Counted counted ? Optional.of(counted.call()) : Optional.empty();
        }

        boolean isWithoutUsage() {
            return outcome instanceof OtlpOutcome.Refused refused && refused.reason() == NO_USAGE;
        }
    }

    /** @param tree has all the calls among the spans */
    NestedCalls(List<CallSpan> spans, SpanTree tree) {
        this.spans = spans;
        this.tree = tree;
        spans.forEach(span -> span.call().ifPresent(call -> calls.put(span.key(), call)));
    }

    List<OtlpOutcome> outcomes() {
        var outcomes = new ArrayList<OtlpOutcome>();
        var unknown = unknown();
        for (var span : spans) {
            if (span.isWithoutUsage()) {
                if (!tree.hasCallsBelow(span.key()) && !isToldAround(span.key(), unknown)) {
                    outcomes.add(span.outcome());
                }
            } else if (span.call().isEmpty()) {
                outcomes.add(span.outcome());
            } else if (counts(span.key())) {
                var told = told(span.key(), span.call().get());
                outcomes.add(new OtlpOutcome.Counted(told.within(beyond(span.key()))));
            }
        }
        return outcomes;
    }

    /** How many spans without counts are next within each call. */
    private Map<Key, Long> unknown() {
        return spans.stream()
                .filter(CallSpan::isWithoutUsage)
                .flatMap(span -> tree.callAround(span.key()).stream())
                .collect(Collectors.groupingBy(around -> around, Collectors.counting()));
    }

    /** Whether the call around a span without counts is all there is to it: then it tells them. */
    private boolean isToldAround(Key span, Map<Key, Long> unknown) {
        return tree.callAround(span)
                .filter(around -> !tree.hasCallsBelow(around) && unknown.get(around) == 1)
                .isPresent();
    }

    private boolean counts(Key span) {
        return within(span).isEmpty() && !tree.repeatsCallsBelow(span);
    }

    private Optional<String> beyond(Key span) {
        return tree.beyond(span, this::counts)
                .filter(around -> CallId.isId(around.trace()))
                .map(around -> CallId.ofSpan(around.trace(), around.span()));
    }

    /** What all the spans around one say of the call that it tells of, its own word first. */
    private OtlpCall told(Key key, OtlpCall innermost) {
        var told = innermost;
        for (var outer = outer(key); outer.isPresent(); outer = outer(outer.get())) {
            told = told.completedBy(calls.get(outer.get()));
        }
        return told;
    }

    private Optional<Key> outer(Key key) {
        return tree.callAround(key)
                .filter(outer -> within(outer).filter(key::equals).isPresent());
    }

    /** The span within another that tells of the same call. */
    private Optional<Key> within(Key outer) {
        return tree.soleCallBelow(outer).filter(inner -> isSame(calls.get(outer), calls.get(inner)));
    }

    /** One of the two may count without what was read from a cache. */
    private static boolean isSame(OtlpCall outer, OtlpCall inner) {
        long in = outer.usage().tokensIn();
        long inWithin = inner.usage().tokensIn();
        return outer.usage().tokensOut() == inner.usage().tokensOut()
                && (in == inWithin
                        || outer.usage().count(Meter.INPUT) == inWithin
                        || in == inner.usage().count(Meter.INPUT));
    }
}
