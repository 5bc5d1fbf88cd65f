package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.Delivery.SetAside;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.RejectionReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One transaction that posts a batch. */
final class Attempt {

    private final SqlConnection connection;
    private final PostingStore store;
    private final TermsInForce terms;
    private final Progress progress;
    private final List<Delivery> batch;
    private final boolean again;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<SetAside> setAside = new ArrayList<>();
    private PostingStore.Opened opened;
    private Terms inForce;
    private Map<EventIdentity, SpanSums.Sum> within = Map.of();
    private SpanSums spans = SpanSums.of(Map.of());

    /**
     * @param again whether to post what the partitions were read past, too
     */
    Attempt(SqlConnection connection, TermsInForce terms, List<Delivery> batch, boolean again) {
        this.connection = connection;
        this.store = new PostingStore(connection);
        this.terms = terms;
        this.batch = batch;
        this.progress = Progress.after(batch);
        this.again = again;
    }

    Uni<Posted> post() {
        return store.open()
                .chain(this::agreeOnTerms)
                .chain(() -> store.lockOffsets(progress))
                .invoke(this::dropWhatIsPast)
                .chain(this::readSpans)
                .chain(this::resolve)
                .chain(this::write);
    }

    private Uni<Terms> agreeOnTerms(PostingStore.Opened begun) {
        opened = begun;
        return terms.of(begun.generation(), connection).invoke(agreed -> inForce = agreed);
    }

    /** Another consumer, or this one before a rebalance, posted these already. */
    private void dropWhatIsPast(Progress stored) {
        for (var delivery : batch) {
            if (!again && stored.isPast(delivery)) {
                continue;
            }
            if (delivery instanceof Arrival arrival) {
                arrivals.add(arrival);
            } else if (delivery instanceof SetAside aside) {
                setAside.add(aside);
            }
        }
    }

    private Uni<Void> readSpans() {
        return new SpanStore(connection)
                .read(SpanSums.asked(arrivals))
                .invoke(read -> within = read)
                .replaceWithVoid();
    }

    /** Most batches hold new events only: they are claimed at once, and only what was held before is read. */
    private Uni<Resolved> resolve() {
        if (arrivals.isEmpty()) {
            return Uni.createFrom().item(Resolved.NOTHING);
        }
        var asNew = resolution(Map.of());
        boolean series =
                arrivals.stream().anyMatch(arrival -> arrival.event().series().isPresent());
        return series ? resolveSeries(asNew) : resolveSingle(asNew);
    }

    /** Where an event of a series is among them, it stays where it is there: nobody else's share changes. */
    private Uni<Resolved> resolveSingle(Resolution asNew) {
        return store.claim(asNew.standings())
                .chain(claimed -> claimed == asNew.standings().size()
                        ? Uni.createFrom().item(Resolved.of(asNew))
                        : store.lockHeld(opened.posting(), asNew.standings().keySet())
                                .chain(held -> settle(resolution(held), held)));
    }

    /** Events next to the arrivals' places are locked with them; what was read before the locks may be out of date. */
    private Uni<Resolved> resolveSeries(Resolution asNew) {
        var members = new SeriesStore(connection);
        var identities = new ArrayList<>(asNew.standings().keySet());
        return members.around(arrivals)
                .invoke(near -> near.forEach(member -> identities.add(member.identity())))
                .call(() -> store.claim(asNew.standings()))
                .chain(near -> store.lockHeld(opened.posting(), identities)
                        .chain(held -> members.lock(Totals.series(near, arrivals), arrivals)
                                .chain(now -> resolveSeries(held, Totals.series(near, arrivals), now))))
                .call(resolved -> members.write(resolved.totals()));
    }

    private Uni<Resolved> resolveSeries(Map<EventIdentity, Standing> held, Set<String> locked, List<Member> members) {
        var resolution = resolution(held);
        var totals = Totals.of(members, arrivals, resolution);
        if (!locked.containsAll(Totals.series(members, arrivals))
                || !held.keySet().containsAll(totals.revised().keySet())) {
            throw new SeriesMoved();
        }
        return settle(resolution, held)
                .chain(settled -> store.nets(totals.revised().keySet().stream()
                                .map(resolution.standings()::get)
                                .toList())
                        .map(nets -> settled.with(totals, nets, inForce.pricer())));
    }

    /** Writes what became of the events that were held before, and reads what is taken back of them. */
    private Uni<Resolved> settle(Resolution resolution, Map<EventIdentity, Standing> held) {
        var changed = new HashMap<>(resolution.standings());
        changed.keySet().retainAll(held.keySet());
        changed.entrySet().removeIf(standing -> standing.getValue().equals(held.get(standing.getKey())));
        return store.raise(changed)
                .chain(() -> store.nets(superseded(held, changed)))
                .map(nets -> Resolved.of(resolution).with(nets));
    }

    private Resolution resolution(Map<EventIdentity, Standing> held) {
        var resolution = Resolution.of(arrivals, held, within, opened.posting(), opened.postedAt());
        spans = resolution.spans();
        return resolution;
    }

    private Uni<Posted> write(Resolved resolved) {
        for (int i = 0; i < arrivals.size(); i++) {
            if (resolved.decisions().get(i) instanceof Decision.Conflict) {
                setAside.add(arrivals.get(i)
                        .setAside(
                                RejectionReason.IDENTITY_CONFLICT,
                                "the books hold other content under the same identity, path and sequence"));
            }
        }
        var first = EntryId.of(opened.postedAt(), opened.posting() * EntryId.PER_POSTING)
                .plus(2L * arrivals.size());
        var entries = new ArrayList<>(Entries.of(
                arrivals,
                resolved.decisions(),
                resolved.totals().shares(),
                resolved.nets(),
                inForce,
                opened.postedAt()));
        entries.addAll(Entries.of(resolved.revisions(), first, inForce, opened.postedAt()));
        var posting = Posting.of(opened.posting(), opened.postedAt(), entries, setAside, inForce);
        return store.raise(Revision.standings(resolved.revisions(), first, opened.postedAt()))
                .chain(() -> new SpanStore(connection).write(spans.changed()))
                .chain(() -> PostingWrites.write(connection, posting, progress))
                .replaceWith(() -> new Posted(posting, arrivals, resolved.decisions(), progress));
    }

    /** Those whose net posting another one has taken the place of. */
    private static List<Standing> superseded(Map<EventIdentity, Standing> held, Map<EventIdentity, Standing> changed) {
        return changed.entrySet().stream()
                .filter(standing -> standing.getValue().revision()
                        != held.get(standing.getKey()).revision())
                .map(standing -> held.get(standing.getKey()))
                .toList();
    }
}
