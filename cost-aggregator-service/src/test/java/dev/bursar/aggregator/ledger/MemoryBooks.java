package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.EventIdentity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The books in memory: standings, series and entries over several postings, as the tables hold them. */
final class MemoryBooks {

    static final Pricer PRICER = new Pricer(BuiltInRateCards.load());

    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Terms TERMS = new Terms(1, PRICER, List.of(), BillingPeriods.allOpen(ZoneOffset.UTC));

    private final Map<EventIdentity, Standing> standings = new HashMap<>();
    private final Map<EventIdentity, SpanSums.Sum> within = new HashMap<>();
    private final TreeSet<Member> members = new TreeSet<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private long posting = 1;

    void post(List<Arrival> arrivals) {
        var resolution = Resolution.of(arrivals, standings, within, posting, POSTED);
        var nets = new HashMap<EntryId, LedgerEntry>();
        entries.forEach(entry -> nets.put(entry.id(), entry));
        var totals = Totals.of(around(arrivals), arrivals, resolution);
        var revised = new HashMap<EntryId, LedgerEntry>();
        totals.revised().keySet().forEach(identity -> {
            var net = standings.get(identity).net();
            revised.put(net, nets.get(net));
        });
        var resolved = Resolved.of(resolution).with(nets).with(totals, revised, PRICER);
        var first = EntryId.of(POSTED, posting * EntryId.PER_POSTING).plus(2L * arrivals.size());
        posting++;
        entries.addAll(Entries.of(arrivals, resolved.decisions(), totals.shares(), nets, TERMS, POSTED));
        entries.addAll(Entries.of(resolved.revisions(), first, TERMS, POSTED));
        standings.putAll(resolution.standings());
        within.putAll(resolution.spans().changed());
        standings.putAll(Revision.standings(resolved.revisions(), first, POSTED));
        members.removeIf(member -> totals.removed().contains(member.identity()));
        members.addAll(totals.added());
    }

    /** Corrects every event, with the prices that hold by then. */
    void correct(Correction correction, Pricer pricer) {
        var nets = new HashMap<EntryId, LedgerEntry>();
        entries.forEach(entry -> nets.put(entry.id(), entry));
        var revisions = standings.values().stream()
                .map(standing -> Revision.of(correction, nets.get(standing.net()), standing, pricer))
                .flatMap(Optional::stream)
                .toList();
        var first = EntryId.of(POSTED, posting++ * EntryId.PER_POSTING);
        entries.addAll(Entries.of(revisions, first, TERMS, POSTED));
        standings.putAll(Revision.standings(revisions, first, POSTED));
    }

    /** No more than the database would tell. */
    private Collection<Member> around(List<Arrival> arrivals) {
        var identities = new HashSet<EventIdentity>();
        arrivals.forEach(arrival -> identities.add(arrival.identity()));
        var places = new ArrayList<Member>();
        arrivals.forEach(arrival -> Member.of(arrival).ifPresent(places::add));
        members.stream()
                .filter(member -> identities.contains(member.identity()))
                .forEach(places::add);
        var near = new HashSet<Member>();
        for (var place : places) {
            members.stream()
                    .filter(member -> member.identity().equals(place.identity()))
                    .forEach(near::add);
            for (var neighbour : new Member[] {members.lower(place), members.higher(place)}) {
                Optional.ofNullable(neighbour)
                        .filter(member -> member.series().equals(place.series()))
                        .ifPresent(near::add);
            }
        }
        return near;
    }

    List<LedgerEntry> entries() {
        return entries;
    }

    /** The teams that each event's entries leave calls with. */
    Map<String, Map<String, Integer>> netTeams() {
        var nets = new HashMap<String, Map<String, Integer>>();
        entries.forEach(entry -> nets.computeIfAbsent(entry.event().id(), id -> new HashMap<>())
                .merge(entry.dimensions().get("team").orElse("none"), entry.calls(), Integer::sum));
        nets.values().forEach(teams -> teams.values().removeIf(calls -> calls == 0));
        return nets;
    }

    Map<String, BigDecimal> netCosts() {
        var nets = new HashMap<String, BigDecimal>();
        entries.forEach(entry -> nets.merge(entry.event().id(), entry.cost().usd(), BigDecimal::add));
        nets.replaceAll((id, usd) -> usd.stripTrailingZeros());
        return nets;
    }

    /** The sum of each event's entries, with what the last of them says of its total. */
    Map<String, Share> netShares() {
        var nets = new HashMap<String, Share>();
        entries.forEach(entry -> nets.merge(
                entry.event().id(),
                new Share(entry.usage(), entry.given().total().flatMap(Given.Total::anew)),
                (sum, next) -> new Share(sum.usage().plus(next.usage()), next.anew())));
        return nets;
    }
}
