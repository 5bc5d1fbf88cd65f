package dev.bursar.source.otlp;

import com.google.protobuf.ByteString;
import dev.bursar.contract.usage.Usage;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which span of an export is within which, as far as it goes: children are often exported before their parents. */
final class SpanTree {

    private final Map<Key, Key> parents = new HashMap<>();
    private final Set<Key> spans = new HashSet<>();
    private final Map<Key, Usage> calls = new LinkedHashMap<>();
    private Map<Key, List<Key>> below;

    /** What names a span within its export. */
    record Key(ByteString trace, ByteString span) {

        static Key of(Span span) {
            return new Key(span.getTraceId(), span.getSpanId());
        }
    }

    void add(Span span) {
        spans.add(Key.of(span));
        if (CallId.isId(span.getParentSpanId())) {
            parents.put(Key.of(span), new Key(span.getTraceId(), span.getParentSpanId()));
        }
    }

    void addCall(Span span, Usage usage) {
        calls.put(Key.of(span), usage);
        below = null;
    }

    /** The first of the spans around one that is not in this export, where no call that counts is between. */
    Optional<Key> beyond(Key span, Predicate<Key> counts) {
        return around(span).stream()
                .takeWhile(around -> !calls.containsKey(around) || !counts.test(around))
                .filter(around -> !spans.contains(around))
                .findFirst();
    }

    boolean hasCallsBelow(Key span) {
        return below().containsKey(span);
    }

    /** The nearest call around a span. */
    Optional<Key> callAround(Key span) {
        return around(span).stream().filter(calls::containsKey).findFirst();
    }

    /** The call that is all there is within another: they may be one. */
    Optional<Key> soleCallBelow(Key span) {
        return Optional.ofNullable(below().get(span))
                .filter(within -> within.size() == 1)
                .map(within -> within.get(0));
    }

    /** Whether a span says no more than the calls within it together: then it sums them up. */
    boolean repeatsCallsBelow(Key span) {
        var own = calls.get(span);
        var within =
                below().getOrDefault(span, List.of()).stream().map(calls::get).reduce(Usage::plus);
        return own != null
                && within.isPresent()
                && own.tokensIn() == within.get().tokensIn()
                && own.tokensOut() == within.get().tokensOut();
    }

    /** For each span with calls within it, those that are nearest. */
    private Map<Key, List<Key>> below() {
        if (below == null) {
            below = new HashMap<>();
            calls.keySet().forEach(this::addToThoseAround);
        }
        return below;
    }

    /** Every span up to the next call gets it: what is further up has that call. */
    private void addToThoseAround(Key call) {
        for (var at : around(call)) {
            below.computeIfAbsent(at, any -> new ArrayList<>()).add(call);
            if (calls.containsKey(at)) {
                return;
            }
        }
    }

    /** The spans around one, the nearest first; broken telemetry may have it go round in circles. */
    private List<Key> around(Key span) {
        var around = new ArrayList<Key>();
        var seen = new HashSet<>(Set.of(span));
        for (var at = parents.get(span); at != null && seen.add(at); at = parents.get(at)) {
            around.add(at);
        }
        return around;
    }
}
