package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.LedgerEntry.Kind;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.PriceLine;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what was decided: prices each event that counts, and takes back what it replaces. Pure. */
final class Entries {

    private final Pricer pricer;
    private final BillingPeriods periods;
    private final Instant postedAt;
    private final Map<EntryId, LedgerEntry> known;
    private final List<LedgerEntry> written = new ArrayList<>();

    private Entries(Pricer pricer, BillingPeriods periods, Instant postedAt, Map<EntryId, LedgerEntry> nets) {
        this.pricer = pricer;
        this.periods = periods;
        this.postedAt = postedAt;
        this.known = new HashMap<>(nets);
    }

    /**
     * The entries of one posting's arrivals, in the order of their ids.
     *
     * @param nets the net postings of earlier transactions that are taken back now
     * @param shares what arrivals of series are booked with instead of what they gave, by index
     */
    static List<LedgerEntry> of(
            List<Arrival> arrivals,
            List<Decision> decisions,
            Map<Integer, Share> shares,
            Map<EntryId, LedgerEntry> nets,
            Terms terms,
            Instant postedAt) {
        var entries = new Entries(terms.pricer(), terms.periods(), postedAt, nets);
        for (int i = 0; i < arrivals.size(); i++) {
            entries.write(arrivals.get(i), decisions.get(i), Optional.ofNullable(shares.get(i)));
        }
        return entries.written;
    }

    /**
     * The entries of revisions: a reversal and a fresh one for each.
     *
     * @param first the number of the first of them
     */
    static List<LedgerEntry> of(List<Revision> revisions, EntryId first, Terms terms, Instant postedAt) {
        var entries = new Entries(terms.pricer(), terms.periods(), postedAt, Map.of());
        for (int i = 0; i < revisions.size(); i++) {
            entries.write(revisions.get(i), first.plus(2L * i), first.plus(2L * i + 1));
        }
        return entries.written;
    }

    private void write(Arrival arrival, Decision decision, Optional<Share> share) {
        if (decision instanceof Decision.Accepted accepted) {
            put(entry(arrival, share, Attribution.NONE, new Line(accepted.entry(), 1, Kind.USAGE)));
        } else if (decision instanceof Decision.Superseded superseded) {
            var net = known.get(superseded.net());
            if (net == null) {
                throw new IllegalStateException("net posting " + superseded.net() + " is not in the ledger");
            }
            put(reversal(net, superseded.reversal(), superseded.revision()));
            put(entry(
                    arrival,
                    share,
                    net.given().attribution(),
                    new Line(superseded.entry(), superseded.revision() + 1, Kind.ADJUSTMENT)));
        }
    }

    private void write(Revision revision, EntryId reversal, EntryId entry) {
        int last = revision.held().revision();
        put(reversal(revision.net(), reversal, last + 1));
        put(fresh(revision, entry, last + 2));
    }

    private void put(LedgerEntry entry) {
        known.put(entry.id(), entry);
        written.add(entry);
    }

    private record Line(EntryId id, int revision, Kind kind) {}

    private LedgerEntry entry(Arrival arrival, Optional<Share> share, Attribution attribution, Line line) {
        var given = arrival.event();
        var event = share.map(Share::usage).map(given::withUsage).orElse(given);
        var worth = Worth.of(event, pricer);
        return new LedgerEntry(
                line.id(),
                postedAt,
                arrival.identity(),
                line.revision(),
                line.kind(),
                Optional.empty(),
                new LedgerEntry.Event(
                        event.source(), event.id(), event.responseId(), event.outcome(), event.durationMillis()),
                event.time(),
                periods.of(event.time(), postedAt),
                attribution.of(event.dimensions()),
                worth.modelCanonical(),
                event.usage(),
                1,
                worth.cost(),
                Optional.empty(),
                event.reportedCostUsd(),
                event.hold().map(UsageEvent.HoldReference::id),
                Given.of(given, share, attribution));
    }

    private LedgerEntry fresh(Revision revision, EntryId id, int number) {
        var net = revision.net();
        return new LedgerEntry(
                id,
                postedAt,
                net.identity(),
                number,
                Kind.ADJUSTMENT,
                Optional.empty(),
                net.event(),
                net.time(),
                periods.of(net.time(), postedAt),
                revision.dimensions(),
                revision.worth().modelCanonical(),
                revision.usage(),
                net.calls(),
                revision.worth().cost(),
                net.estimatedUsd(),
                net.reportedUsd(),
                net.hold(),
                revision.given());
    }

    /** The net posting with every amount negated, at its own time and dimensions. */
    private LedgerEntry reversal(LedgerEntry net, EntryId id, int revision) {
        return new LedgerEntry(
                id,
                postedAt,
                net.identity(),
                revision,
                Kind.ADJUSTMENT,
                Optional.of(net.id()),
                net.event(),
                net.time(),
                periods.of(net.time(), postedAt),
                net.dimensions(),
                net.modelCanonical(),
                net.usage().negated(),
                -net.calls(),
                negated(net.cost()),
                net.estimatedUsd().map(BigDecimal::negate),
                net.reportedUsd().map(BigDecimal::negate),
                net.hold(),
                net.given().negated());
    }

    private static Cost negated(Cost cost) {
        var lines = cost.lines().stream()
                .map(line -> new PriceLine(
                        line.meter(),
                        -line.quantity(),
                        line.price(),
                        line.tier(),
                        line.costUsd().negate()))
                .toList();
        return new Cost(
                cost.state(), cost.usd().negate(), cost.unpricedReason(), cost.card(), lines, cost.approximate());
    }
}
