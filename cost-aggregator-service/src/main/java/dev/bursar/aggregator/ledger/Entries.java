package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.LedgerEntry.Kind;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.pricing.PriceLine;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCard;
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
     * The entries of one posting, in the order of their ids.
     *
     * @param nets the net postings of earlier transactions that are taken back now
     */
    static List<LedgerEntry> of(
            List<Arrival> arrivals,
            List<Decision> decisions,
            Map<EntryId, LedgerEntry> nets,
            Pricer pricer,
            BillingPeriods periods,
            Instant postedAt) {
        var entries = new Entries(pricer, periods, postedAt, nets);
        for (int i = 0; i < arrivals.size(); i++) {
            entries.write(arrivals.get(i), decisions.get(i));
        }
        return entries.written;
    }

    private void write(Arrival arrival, Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            put(entry(arrival, accepted.entry(), 1, Kind.USAGE));
        } else if (decision instanceof Decision.Superseded superseded) {
            var net = known.get(superseded.net());
            if (net == null) {
                throw new IllegalStateException("net posting " + superseded.net() + " is not in the ledger");
            }
            put(reversal(net, superseded.reversal(), superseded.revision()));
            put(entry(arrival, superseded.entry(), superseded.revision() + 1, Kind.ADJUSTMENT));
        }
    }

    private void put(LedgerEntry entry) {
        known.put(entry.id(), entry);
        written.add(entry);
    }

    private LedgerEntry entry(Arrival arrival, EntryId id, int revision, Kind kind) {
        var event = arrival.event();
        var cost = cost(event);
        return new LedgerEntry(
                id,
                postedAt,
                arrival.identity(),
                revision,
                kind,
                Optional.empty(),
                new LedgerEntry.Event(
                        event.source(), event.id(), event.responseId(), event.outcome(), event.durationMillis()),
                event.time(),
                periods.of(event.time()),
                event.dimensions(),
                canonical(cost, event),
                event.usage(),
                1,
                cost,
                Optional.empty(),
                event.reportedCostUsd(),
                event.hold().map(UsageEvent.HoldReference::id));
    }

    private Cost cost(UsageEvent event) {
        var cost = pricer.price(event);
        return event.approximate() && !cost.approximate()
                ? new Cost(cost.state(), cost.usd(), cost.unpricedReason(), cost.card(), cost.lines(), true)
                : cost;
    }

    /** A card is named {@code provider/model}. */
    private static String canonical(Cost cost, UsageEvent event) {
        return cost.card()
                .map(RateCard.Reference::id)
                .map(id -> id.substring(id.indexOf('/') + 1))
                .orElseGet(() -> ModelName.canonical(event.dimensions().model()));
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
                periods.of(net.time()),
                net.dimensions(),
                net.modelCanonical(),
                net.usage().negated(),
                -net.calls(),
                negated(net.cost()),
                net.estimatedUsd().map(BigDecimal::negate),
                net.reportedUsd().map(BigDecimal::negate),
                net.hold());
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
