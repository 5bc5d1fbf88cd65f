package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.aggregator.ledger.Delivery.SetAside;
import dev.bursar.contract.usage.EventIdentity;
import dev.bursar.contract.usage.RejectionReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Posts deliveries: identities, entries, budgets and offsets in one transaction, or none of it. */
@ApplicationScoped
public class Ledger {

    private final Pool pool;
    private final TermsInForce terms;
    private final BillingPeriods periods;
    private final RecentPostings recent;

    Ledger(Pool pool, TermsInForce terms, BillingPeriods periods, RecentPostings recent) {
        this.pool = pool;
        this.terms = terms;
        this.periods = periods;
        this.recent = recent;
    }

    /** Posts a batch once, however often it is delivered. After a failure nothing of it is in the books. */
    public Uni<Posted> post(List<Delivery> batch) {
        return pool.withTransaction(connection -> new Attempt(connection, batch).post())
                .invoke(posted -> recent.add(posted.posting()));
    }

    /** One transaction. */
    private final class Attempt {

        private final SqlConnection connection;
        private final PostingStore store;
        private final Progress progress;
        private final List<Delivery> batch;
        private final List<Arrival> arrivals = new ArrayList<>();
        private final List<SetAside> setAside = new ArrayList<>();
        private PostingStore.Opened opened;
        private Terms inForce;

        Attempt(SqlConnection connection, List<Delivery> batch) {
            this.connection = connection;
            this.store = new PostingStore(connection);
            this.batch = batch;
            this.progress = Progress.after(batch);
        }

        Uni<Posted> post() {
            return store.open()
                    .chain(this::agreeOnTerms)
                    .chain(() -> store.lockOffsets(progress))
                    .invoke(this::dropWhatIsPast)
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
                if (stored.isPast(delivery)) {
                    continue;
                }
                if (delivery instanceof Arrival arrival) {
                    arrivals.add(arrival);
                } else if (delivery instanceof SetAside aside) {
                    setAside.add(aside);
                }
            }
        }

        /** Most batches hold new events only: they are claimed at once, and only what was held before is read. */
        private Uni<Resolved> resolve() {
            if (arrivals.isEmpty()) {
                return Uni.createFrom().item(new Resolved(List.of(), Map.of()));
            }
            var asNew = resolution(Map.of());
            return store.claim(asNew.standings())
                    .chain(claimed -> claimed == asNew.standings().size()
                            ? Uni.createFrom().item(new Resolved(asNew.decisions(), Map.of()))
                            : resolveAgainstHeld(asNew.standings()));
        }

        private Uni<Resolved> resolveAgainstHeld(Map<EventIdentity, Standing> standings) {
            return store.lockHeld(opened.posting(), standings.keySet()).chain(held -> {
                var resolution = resolution(held);
                var changed = new HashMap<>(resolution.standings());
                changed.keySet().retainAll(held.keySet());
                changed.entrySet().removeIf(standing -> standing.getValue().equals(held.get(standing.getKey())));
                return store.raise(changed)
                        .chain(() -> store.nets(superseded(held, changed)))
                        .map(nets -> new Resolved(resolution.decisions(), nets));
            });
        }

        private Resolution resolution(Map<EventIdentity, Standing> held) {
            return Resolution.of(arrivals, held, opened.posting(), opened.postedAt());
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
            var entries = Entries.of(
                    arrivals, resolved.decisions(), resolved.nets(), inForce.pricer(), periods, opened.postedAt());
            var posting = Posting.of(opened.posting(), opened.postedAt(), entries, setAside, inForce);
            return PostingWrites.write(connection, posting, progress)
                    .replaceWith(() -> new Posted(posting, arrivals, resolved.decisions(), progress));
        }
    }

    private record Resolved(List<Decision> decisions, Map<EntryId, LedgerEntry> nets) {}

    /** Those whose net posting another one has taken the place of. */
    private static List<Standing> superseded(Map<EventIdentity, Standing> held, Map<EventIdentity, Standing> changed) {
        return changed.entrySet().stream()
                .filter(standing -> standing.getValue().revision()
                        != held.get(standing.getKey()).revision())
                .map(standing -> held.get(standing.getKey()))
                .toList();
    }
}
