package dev.bursar.aggregator.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The entries of this instance's latest postings, so that what follows from them need not be read back. Only what is
 * committed is here, and everything here is in the database, too.
 */
@ApplicationScoped
public class RecentPostings {

    /** Some 40 MB at most. */
    private static final int MAX_ENTRIES = 12_000;

    private final LinkedHashMap<Long, Posting> postings = new LinkedHashMap<>();
    private int entries;

    /** Remembers a posting after its commit, and forgets the oldest ones where that is too much. */
    synchronized void add(Posting posting) {
        postings.put(posting.id(), posting);
        entries += posting.entries().size();
        var oldest = postings.values().iterator();
        while (entries > MAX_ENTRIES && oldest.hasNext()) {
            entries -= oldest.next().entries().size();
            oldest.remove();
        }
    }

    /** Those that are still remembered, by id. */
    public synchronized Map<Long, Posting> find(Collection<Long> ids) {
        return ids.stream().filter(postings::containsKey).collect(Collectors.toMap(id -> id, postings::get));
    }

    /** What nobody will ask for again. */
    public synchronized void forget(Collection<Long> ids) {
        for (var id : ids) {
            var posting = postings.remove(id);
            entries -= posting == null ? 0 : posting.entries().size();
        }
    }
}
