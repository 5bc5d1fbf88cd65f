package dev.bursar.source.otlp;

import com.google.protobuf.ByteString;
import dev.bursar.contract.usage.Usage;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which span of an export is within which, as far as it goes: children are often exported before their parents. */
final class SpanTree {

    private final Map<Key, Key> parents = new HashMap<>();
    private final Map<Key, Usage> calls = new HashMap<>();
    private Map<Key, Usage> below;

    private record Key(ByteString trace, ByteString span) {

        static Key of(Span span) {
            return new Key(span.getTraceId(), span.getSpanId());
        }
    }

    void add(Span span) {
        if (CallId.isId(span.getParentSpanId())) {
            parents.put(Key.of(span), new Key(span.getTraceId(), span.getParentSpanId()));
        }
    }

    void addCall(Span span, Usage usage) {
        calls.put(Key.of(span), usage);
        below = null;
    }

    boolean hasCallsBelow(Span span) {
        return below().containsKey(Key.of(span));
    }

    /** Whether a span says no more than the calls within it together: then it sums them up. */
    boolean repeatsCallsBelow(Span span) {
        var own = calls.get(Key.of(span));
        var within = below().get(Key.of(span));
        return own != null
                && within != null
                && own.tokensIn() == within.tokensIn()
                && own.tokensOut() == within.tokensOut();
    }

    /** For each span with calls within it, the sum of those that are nearest. */
    private Map<Key, Usage> below() {
        if (below == null) {
            below = new HashMap<>();
            calls.forEach(this::addToThoseAround);
        }
        return below;
    }

    /** Every span up to the next call gets the usage: what is further up has that call's own. */
    private void addToThoseAround(Key call, Usage usage) {
        var seen = new HashSet<>(Set.of(call));
        for (var at = parent(call); at.isPresent() && seen.add(at.get()); at = parent(at.get())) {
            below.merge(at.get(), usage, Usage::plus);
            if (calls.containsKey(at.get())) {
                return;
            }
        }
    }

    private Optional<Key> parent(Key span) {
        return Optional.ofNullable(parents.get(span));
    }
}
