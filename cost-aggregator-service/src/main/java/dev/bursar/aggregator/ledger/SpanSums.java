package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsagePath.Form;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the calls add up to that spans have told of within another span, which comes by itself: where it says the same, it
 * repeats or sums up what is booked, and is no call.
 *
 * @param held what the books hold of spans
 * @param changed what they are to hold
 */
record SpanSums(Map<EventIdentity, Sum> held, Map<EventIdentity, Sum> changed) {

    /** Tokens of each side. */
    record Sum(long in, long out) {

        static Sum of(Usage usage) {
            return new Sum(usage.tokensIn(), usage.tokensOut());
        }

        Sum plus(Sum other) {
            return new Sum(Math.addExact(in, other.in), Math.addExact(out, other.out));
        }
    }

    static SpanSums of(Map<EventIdentity, Sum> held) {
        return new SpanSums(Map.copyOf(held), new HashMap<>());
    }

    /** The spans of which it has to be known what is within them. */
    static Collection<EventIdentity> asked(Collection<Arrival> arrivals) {
        var asked = new TreeSet<EventIdentity>();
        for (var arrival : arrivals) {
            if (arrival.event().path().form() == Form.SPAN) {
                asked.add(span(arrival, arrival.event().id()));
                arrival.event().within().ifPresent(around -> asked.add(span(arrival, around)));
            }
        }
        return asked;
    }

    /** Whether a span says no more than the calls within it. */
    boolean isRepeated(Arrival arrival) {
        return arrival.event().path().form() == Form.SPAN
                && Sum.of(arrival.event().usage())
                        .equals(sum(span(arrival, arrival.event().id())));
    }

    /** A call that is booked, or was by another telling, is part of what the span around it adds up to. */
    void take(Arrival arrival, Decision decision) {
        if (decision instanceof Decision.Accepted) {
            add(arrival);
        } else {
            note(arrival);
        }
    }

    private void add(Arrival arrival) {
        arrival.event().within().map(around -> span(arrival, around)).ifPresent(around -> {
            var call = Sum.of(arrival.event().usage());
            var before = sum(around);
            changed.put(around, before == null ? call : before.plus(call));
        });
    }

    /** What was added before, by this telling or another, is not added again. */
    private void note(Arrival arrival) {
        arrival.event()
                .within()
                .map(around -> span(arrival, around))
                .filter(around -> sum(around) == null)
                .ifPresent(around -> changed.put(around, Sum.of(arrival.event().usage())));
    }

    private Sum sum(EventIdentity span) {
        return changed.getOrDefault(span, held.get(span));
    }

    private static EventIdentity span(Arrival arrival, String id) {
        return EventIdentity.ofSpan(arrival.event().dimensions().principal(), id);
    }
}
