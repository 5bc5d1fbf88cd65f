package dev.bursar.aggregator.ledger;

import dev.bursar.contract.usage.EventIdentity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Members of series in their order, as far as they are known. Pure. */
record Places(NavigableSet<Member> inOrder, Map<EventIdentity, Member> byIdentity) {

    static Places of(Collection<Member> members) {
        var byIdentity = new HashMap<EventIdentity, Member>();
        members.forEach(member -> byIdentity.put(member.identity(), member));
        return new Places(new TreeSet<>(members), byIdentity);
    }

    Optional<Member> of(EventIdentity identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** What a member adds to whoever is right before its place; it may be in another place itself. */
    Share share(Member member) {
        return member.share(Optional.ofNullable(inOrder.lower(member))
                .filter(lower -> lower.series().equals(member.series()))
                .filter(lower -> !lower.identity().equals(member.identity())));
    }
}
