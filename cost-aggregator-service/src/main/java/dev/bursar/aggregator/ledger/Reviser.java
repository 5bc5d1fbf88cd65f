package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.usage.EventIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Puts right what is in the books: some events at a time, in one transaction each. */
@ApplicationScoped
public class Reviser {

    private final Pool pool;
    private final TermsInForce terms;
    private final RecentPostings recent;

    Reviser(Pool pool, TermsInForce terms, RecentPostings recent) {
        this.pool = pool;
        this.terms = terms;
        this.recent = recent;
    }

    /**
     * What came of it.
     *
     * @param events how many changed
     * @param differenceUsd what the books have more than before
     */
    public record Tally(long events, BigDecimal differenceUsd) {}

    /**
     * Corrects events whose net postings still meet the filter once their identities are locked: who else corrects them meets
     * this there.
     *
     * @param dryRun whether to add up only
     * @param alongside written in the same transaction
     * @return the posting, empty where nothing changed
     */
    public Uni<Optional<Posting>> revise(
            Collection<EventIdentity> events,
            Consumer<LedgerSql> filter,
            Correction correction,
            boolean dryRun,
            BiFunction<SqlConnection, Tally, Uni<Void>> alongside) {
        return pool.withTransaction(connection -> {
                    var store = new PostingStore(connection);
                    return store.open()
                            .chain(opened -> terms.of(opened.generation(), connection)
                                    .chain(agreed -> revisions(store, opened, agreed, events, filter, correction)
                                            .call(revisions -> alongside.apply(connection, tally(revisions)))
                                            .chain(revisions -> dryRun || revisions.isEmpty()
                                                    ? Uni.createFrom().item(Optional.<Posting>empty())
                                                    : write(connection, opened, agreed, revisions))));
                })
                .invoke(posting -> posting.ifPresent(recent::add));
    }

    private static Uni<List<Revision>> revisions(
            PostingStore store,
            PostingStore.Opened opened,
            Terms agreed,
            Collection<EventIdentity> events,
            Consumer<LedgerSql> filter,
            Correction correction) {
        return store.lockHeld(opened.posting(), events)
                .chain(held -> store.nets(held.values(), filter)
                        .map(nets -> nets.values().stream()
                                .sorted((a, b) -> a.id().compareTo(b.id()))
                                .flatMap(net ->
                                        Revision.of(correction, net, held.get(net.identity()), agreed.pricer())
                                                .stream())
                                .toList()));
    }

    private static Uni<Optional<Posting>> write(
            SqlConnection connection, PostingStore.Opened opened, Terms agreed, List<Revision> revisions) {
        var first = EntryId.of(opened.postedAt(), opened.posting() * EntryId.PER_POSTING);
        var entries = Entries.of(revisions, first, agreed, opened.postedAt());
        var posting = Posting.of(opened.posting(), opened.postedAt(), entries, List.of(), agreed);
        return new PostingStore(connection)
                .raise(Revision.standings(revisions, first, opened.postedAt()))
                .chain(() -> PostingWrites.write(connection, posting, new Progress(Map.of())))
                .replaceWith(Optional.of(posting));
    }

    private static Tally tally(List<Revision> revisions) {
        var difference = revisions.stream()
                .map(revision -> revision.worth()
                        .cost()
                        .usd()
                        .subtract(revision.net().cost().usd()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Tally(revisions.size(), difference);
    }
}
