package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.Usage;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The series that a batch changes, where it changes them. Pure. A share depends on nothing but the member and the one before
 * it, so the order in which members come makes no difference in the end.
 *
 * @param shares what each arrival of a series is booked with, by its index
 * @param revised the new shares of events that did not arrive, but have another one before them now
 * @param removed events that are not where they were in a series, or not in one any more
 * @param added events that are in a series now, or elsewhere in it
 */
record Totals(
        Map<Integer, Usage> shares,
        Map<EventIdentity, Usage> revised,
        Set<EventIdentity> removed,
        Collection<Member> added) {

    static final Totals NONE = new Totals(Map.of(), Map.of(), Set.of(), List.of());

    /**
     * @param held the members that hold the identity of an arrival, and those right before and after each place where one is
     *     or comes to be
     */
    static Totals of(Collection<Member> held, List<Arrival> arrivals, List<Decision> decisions) {
        var before = new TreeSet<>(held);
        var after = new TreeSet<>(before);
        var places = new HashMap<EventIdentity, Member>();
        held.forEach(member -> places.put(member.identity(), member));
        var removed = new HashSet<EventIdentity>();
        var changed = new HashSet<EventIdentity>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (counts(decisions.get(i))) {
                var identity = arrivals.get(i).identity();
                changed.add(identity);
                var old = places.remove(identity);
                if (old != null) {
                    after.remove(old);
                    removed.add(identity);
                }
                Member.of(arrivals.get(i)).ifPresent(member -> {
                    after.add(member);
                    places.put(identity, member);
                });
            }
        }
        var added = after.stream()
                .filter(member -> changed.contains(member.identity()))
                .toList();
        return new Totals(shares(after, arrivals, decisions), revised(before, after, changed), removed, added);
    }

    private static boolean counts(Decision decision) {
        return decision instanceof Decision.Accepted || decision instanceof Decision.Superseded;
    }

    /** Of several deliveries of one event in a batch, only the last stays; the others are taken back by it. */
    private static Map<Integer, Usage> shares(TreeSet<Member> after, List<Arrival> arrivals, List<Decision> decisions) {
        var shares = new HashMap<Integer, Usage>();
        for (int i = 0; i < arrivals.size(); i++) {
            var member = Member.of(arrivals.get(i));
            if (member.isPresent() && counts(decisions.get(i))) {
                shares.put(i, member.get().share(before(after, member.get())));
            }
        }
        return shares;
    }

    private static Map<EventIdentity, Usage> revised(
            TreeSet<Member> before, TreeSet<Member> after, Set<EventIdentity> changed) {
        var revised = new TreeMap<EventIdentity, Usage>();
        for (var member : after) {
            if (!changed.contains(member.identity())) {
                var share = member.share(before(after, member));
                if (!share.equals(member.share(before(before, member)))) {
                    revised.put(member.identity(), share);
                }
            }
        }
        return revised;
    }

    private static Optional<Member> before(TreeSet<Member> members, Member member) {
        return Optional.ofNullable(members.lower(member))
                .filter(lower -> lower.series().equals(member.series()))
                .filter(lower -> !lower.identity().equals(member.identity()));
    }

    /** The series of members and arrivals. */
    static Set<String> series(Collection<Member> members, List<Arrival> arrivals) {
        var series = new HashSet<String>();
        members.forEach(member -> series.add(member.series()));
        arrivals.forEach(arrival -> Member.of(arrival).ifPresent(member -> series.add(member.series())));
        return series;
    }
}
