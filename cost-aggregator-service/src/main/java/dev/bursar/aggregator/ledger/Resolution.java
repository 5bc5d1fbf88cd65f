package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides, in the order of arrival, what each delivery changes. Pure: how deliveries are cut into postings makes no
 * difference to what the books hold in the end.
 *
 * @param decisions one for each arrival
 * @param standings of every event that arrived, after the last arrival
 * @param spans what the calls within spans add up to now
 */
record Resolution(List<Decision> decisions, Map<EventIdentity, Standing> standings, SpanSums spans) {

    /** Every arrival may write two entries, and in a series revise itself and the events after its old and its new place. */
    static final int MAX_ARRIVALS = EntryId.PER_POSTING / 8;

    /**
     * @param held what the books hold of these events; one that is missing is new
     * @param within what the books hold of the calls within spans
     * @param posting the posting's id, from which the entries are numbered by the arrival's place
     */
    static Resolution of(
            List<Arrival> arrivals,
            Map<EventIdentity, Standing> held,
            Map<EventIdentity, SpanSums.Sum> within,
            long posting,
            Instant postedAt) {
        if (arrivals.size() > MAX_ARRIVALS) {
            throw new IllegalArgumentException("more than " + MAX_ARRIVALS + " arrivals in one posting");
        }
        var standings = new HashMap<EventIdentity, Standing>(arrivals.size() * 2);
        standings.putAll(held);
        var decisions = new ArrayList<Decision>(arrivals.size());
        var spans = SpanSums.of(within);
        var first = EntryId.of(postedAt, posting * EntryId.PER_POSTING);
        for (int i = 0; i < arrivals.size(); i++) {
            var arrival = arrivals.get(i);
            var reversal = new EntryId(first.month(), first.number() + 2L * i);
            var entry = new EntryId(first.month(), first.number() + 2L * i + 1);
            decisions.add(
                    !standings.containsKey(arrival.identity()) && spans.isRepeated(arrival)
                            ? new Decision.Repeated()
                            : decide(arrival, standings, reversal, new Line(entry, postedAt)));
            spans.take(arrival, decisions.get(i));
        }
        return new Resolution(decisions, standings, spans);
    }

    private record Line(EntryId id, Instant postedAt) {}

    private static Decision decide(
            Arrival arrival, Map<EventIdentity, Standing> standings, EntryId reversal, Line entry) {
        var rank = Standing.Rank.of(arrival);
        var held = standings.get(arrival.identity());
        if (held == null) {
            standings.put(arrival.identity(), new Standing(arrival.content(), rank, 1, entry.id(), entry.postedAt()));
            return new Decision.Accepted(entry.id());
        }
        if (held.content().equals(arrival.content())) {
            standings.put(arrival.identity(), held.raisedTo(rank));
            return new Decision.Replayed();
        }
        int order = rank.compareTo(held.rank());
        if (order > 0) {
            standings.put(
                    arrival.identity(),
                    new Standing(arrival.content(), rank, held.revision() + 2, entry.id(), entry.postedAt()));
            return new Decision.Superseded(held.net(), reversal, entry.id(), held.revision() + 1);
        }
        return order < 0 ? new Decision.Stale() : new Decision.Conflict();
    }
}
