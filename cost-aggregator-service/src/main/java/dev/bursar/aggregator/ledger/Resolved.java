package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.EventIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a batch comes to, with everything that its entries are written from.
 *
 * @param standings of every event that arrived or stands next to one in a series
 * @param nets the net postings of earlier transactions that are taken back now
 * @param totals what changes in series
 * @param revisions of events that did not arrive
 */
record Resolved(
        List<Decision> decisions,
        Map<EventIdentity, Standing> standings,
        Map<EntryId, LedgerEntry> nets,
        Totals totals,
        List<Revision> revisions) {

    static final Resolved NOTHING = new Resolved(List.of(), Map.of(), Map.of(), Totals.NONE, List.of());

    static Resolved of(Resolution resolution) {
        return new Resolved(resolution.decisions(), resolution.standings(), Map.of(), Totals.NONE, List.of());
    }

    Resolved with(Map<EntryId, LedgerEntry> found) {
        return new Resolved(decisions, standings, found, totals, revisions);
    }

    /** @param revised the net postings of events whose share changes */
    Resolved with(Totals changed, Map<EntryId, LedgerEntry> revised, Pricer pricer) {
        var byIdentity = revised.values().stream().collect(Collectors.toMap(LedgerEntry::identity, net -> net));
        var revisions = changed.revised().entrySet().stream()
                .map(share -> Revision.share(
                        byIdentity.get(share.getKey()), standings.get(share.getKey()), share.getValue(), pricer))
                .toList();
        return new Resolved(decisions, standings, new HashMap<>(nets), changed, revisions);
    }
}
