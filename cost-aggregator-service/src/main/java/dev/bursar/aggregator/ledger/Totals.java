package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.EventIdentity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The series that a batch changes, where it changes them. Pure. An event's place is that of the highest of its tellings that
 * gave a total, and a share depends on nothing but the member and the one before it, so the order in which they come makes
 * no difference in the end.
 *
 * @param shares what each arrival of a series is booked with, by its index
 * @param revised the new shares of events that are not booked anew, but have another one before them now
 * @param removed events that are not where they were in a series any more
 * @param added events that are in a series now, or elsewhere in it
 */
record Totals(
        Map<Integer, Share> shares,
        Map<EventIdentity, Share> revised,
        Set<EventIdentity> removed,
        Collection<Member> added) {

    static final Totals NONE = new Totals(Map.of(), Map.of(), Set.of(), List.of());

    /**
     * @param held the members that hold the identity of an arrival, and those right before and after each place where one is
     *     or comes to be
     * @param resolution has the standings of whoever is locked; what is revised of others is not decided yet
     */
    static Totals of(Collection<Member> held, List<Arrival> arrivals, Resolution resolution) {
        var before = Places.of(held);
        var after = Places.of(told(held, arrivals, resolution.decisions()));
        var added = after.inOrder().stream()
                .filter(member -> !Optional.of(member).equals(before.of(member.identity())))
                .toList();
        var removed = added.stream()
                .map(Member::identity)
                .filter(identity -> before.of(identity).isPresent())
                .collect(Collectors.toSet());
        return new Totals(
                shares(after, arrivals, resolution.decisions()),
                revised(before, after, booked(arrivals, resolution.decisions()), resolution.standings()),
                removed,
                added);
    }

    /** Members with what has been told of them. What is stale tells a total all the same; a conflict tells nothing. */
    private static Collection<Member> told(Collection<Member> held, List<Arrival> arrivals, List<Decision> decisions) {
        var told = new HashMap<EventIdentity, Member>();
        held.forEach(member -> told.put(member.identity(), member));
        for (int i = 0; i < arrivals.size(); i++) {
            if (!(decisions.get(i) instanceof Decision.Conflict)) {
                Member.of(arrivals.get(i)).ifPresent(member -> told.merge(member.identity(), member, Member::or));
            }
        }
        return told.values();
    }

    /** Of several deliveries of one event in a batch, only the last stays; the others are taken back by it. */
    private static Map<Integer, Share> shares(Places after, List<Arrival> arrivals, List<Decision> decisions) {
        var shares = new HashMap<Integer, Share>();
        for (int i = 0; i < arrivals.size(); i++) {
            var own = Member.of(arrivals.get(i));
            if (own.isPresent() && isBooked(decisions.get(i))) {
                var place = after.of(own.get().identity())
                        .filter(last -> last.content().equals(own.get().content()));
                shares.put(i, after.share(place.or(() -> own).get()));
            }
        }
        return shares;
    }

    private static Map<EventIdentity, Share> revised(
            Places before, Places after, Set<EventIdentity> booked, Map<EventIdentity, Standing> standings) {
        var revised = new TreeMap<EventIdentity, Share>();
        for (var member : after.inOrder()) {
            var standing = Optional.ofNullable(standings.get(member.identity()));
            if (!booked.contains(member.identity())
                    && standing.map(member::counts).orElse(true)) {
                var share = after.share(member);
                before.of(member.identity())
                        .filter(was -> !share.equals(before.share(was)))
                        .ifPresent(was -> revised.put(member.identity(), share));
            }
        }
        return revised;
    }

    private static boolean isBooked(Decision decision) {
        return decision instanceof Decision.Accepted || decision instanceof Decision.Superseded;
    }

    private static Set<EventIdentity> booked(List<Arrival> arrivals, List<Decision> decisions) {
        var booked = new HashSet<EventIdentity>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (isBooked(decisions.get(i))) {
                booked.add(arrivals.get(i).identity());
            }
        }
        return booked;
    }

    /** The series of members and arrivals. */
    static Set<String> series(Collection<Member> members, List<Arrival> arrivals) {
        var series = new HashSet<String>();
        members.forEach(member -> series.add(member.series()));
        arrivals.forEach(arrival -> Member.of(arrival).ifPresent(member -> series.add(member.series())));
        return series;
    }
}
