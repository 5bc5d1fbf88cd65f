package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of an event's net posting that no delivery of it asks for: the net is taken back and this booked.
 *
 * @param net what is taken back
 * @param held what the books hold of the event, locked
 */
record Revision(LedgerEntry net, Standing held, Dimensions dimensions, Usage usage, Given given, Worth worth) {

    /** What a correction makes of an event, empty where that is what the books have. */
    static Optional<Revision> of(Correction correction, LedgerEntry net, Standing held, Pricer pricer) {
        if (correction instanceof Correction.Reattribute reattribute) {
            var set = Attribution.of(reattribute.set());
            var dimensions = set.of(net.dimensions());
            var given = net.given().with(net.given().attribution().then(set));
            var worth = new Worth(net.cost(), net.modelCanonical());
            return dimensions.equals(net.dimensions())
                    ? Optional.empty()
                    : Optional.of(new Revision(net, held, dimensions, net.usage(), given, worth));
        }
        var worth = Worth.of(net, held, pricer);
        return worth.equalsIn(net.cost())
                ? Optional.empty()
                : Optional.of(new Revision(net, held, net.dimensions(), net.usage(), net.given(), worth));
    }

    /** Another share of the running total that the event gave. */
    static Revision share(LedgerEntry net, Standing held, Share share, Pricer pricer) {
        var event = Worth.event(net, held).withUsage(share.usage());
        return new Revision(
                net, held, net.dimensions(), share.usage(), net.given().with(share), Worth.of(event, pricer));
    }

    /**
     * What the books hold of the events afterwards.
     *
     * @param first the id of the first entry that {@link Entries} writes for them
     */
    static Map<EventIdentity, Standing> standings(List<Revision> revisions, EntryId first, Instant postedAt) {
        var standings = new HashMap<EventIdentity, Standing>();
        for (int i = 0; i < revisions.size(); i++) {
            var held = revisions.get(i).held();
            standings.put(
                    revisions.get(i).net().identity(),
                    new Standing(held.content(), held.rank(), held.revision() + 2, first.plus(2L * i + 1), postedAt));
        }
        return standings;
    }
}
