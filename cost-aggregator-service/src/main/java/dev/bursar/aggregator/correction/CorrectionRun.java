package dev.bursar.aggregator.correction;

import dev.bursar.aggregator.intake.PostingMetrics;
import dev.bursar.aggregator.ledger.NetStore;
import dev.bursar.aggregator.ledger.NetStore.Slice;
import dev.bursar.aggregator.ledger.Reviser;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Carries one correction on by some slices, two of them under way: while the database writes one, the next is read and
 * priced. How far the correction has come is written slice after slice, each only on top of the one before, so that one that
 * fails takes those behind it with it.
 */
@ApplicationScoped
class CorrectionRun {

    private static final int AT_ONCE = 2;

    /** Then another correction may be more urgent. */
    private static final int MOST_SLICES = 16;

    private final CorrectionStore store;
    private final NetStore nets;
    private final Reviser reviser;
    private final PostingMetrics metrics;
    private final InstantSource clock;
    private final Stride stride = new Stride();

    CorrectionRun(CorrectionStore store, NetStore nets, Reviser reviser, PostingMetrics metrics, InstantSource clock) {
        this.store = store;
        this.nets = nets;
        this.reviser = reviser;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * A slice on its way.
     *
     * @param from the entry that the one before ended with
     * @param before completes when the progress of the one before is written, though not committed yet
     * @param advanced the same for this one
     */
    private record Step(Slice slice, long from, CompletableFuture<Void> before, CompletableFuture<Void> advanced) {

        Step next(Slice next) {
            return new Step(next, slice.to().orElseThrow(), advanced, new CompletableFuture<>());
        }
    }

    private record Failure(long from, Throwable cause) {}

    /** Where the next slice begins. */
    private static final class Cursor {
        private Step last;
        private int slices;

        private Cursor(long after) {
            last = new Step(
                    new Slice(List.of(), OptionalLong.of(after)),
                    after,
                    CompletableFuture.completedFuture(null),
                    CompletableFuture.completedFuture(null));
        }

        private long after() {
            return last.slice().to().orElseThrow();
        }

        private Step add(Slice slice) {
            last = last.next(slice);
            slices++;
            return last;
        }

        private boolean goesOn() {
            return last.slice().to().isPresent() && slices < MOST_SLICES;
        }
    }

    /** @return whether nothing is left to look at */
    Uni<Boolean> carryOn(CorrectionRow row) {
        var cursor = new Cursor(row.afterEntry());
        return Multi.createBy()
                .repeating()
                .uni(() -> find(row, cursor).map(cursor::add))
                .whilst(step -> cursor.goesOn())
                .onItem()
                .transformToUni(step -> attempt(row, step))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(outcomes -> firstFailure(outcomes)
                        .map(Uni.createFrom()::<Boolean>failure)
                        .orElseGet(() ->
                                Uni.createFrom().item(cursor.last.slice().to().isEmpty())));
    }

    /** Of the earliest slice: the later ones failed because it did. */
    private static Optional<Throwable> firstFailure(List<Optional<Failure>> outcomes) {
        return outcomes.stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(Failure::from))
                .map(Failure::cause);
    }

    private Uni<Slice> find(CorrectionRow row, Cursor cursor) {
        var request = row.request();
        return nets.find(request::where, request.unpriced(), cursor.after(), row.throughPosting(), stride.events());
    }

    /** A failure is an outcome, so that the other slice under way ends by itself and is not torn out of its transaction. */
    private Uni<Optional<Failure>> attempt(CorrectionRow row, Step step) {
        return correct(row, step)
                .onFailure()
                .invoke(step.advanced()::completeExceptionally)
                .map(done -> Optional.<Failure>empty())
                .onFailure()
                .recoverWithItem(cause -> Optional.of(new Failure(step.from(), cause)));
    }

    private Uni<Void> correct(CorrectionRow row, Step step) {
        if (step.slice().to().isEmpty()) {
            return Uni.createFrom().completionStage(step.before());
        }
        long to = step.slice().to().getAsLong();
        if (step.slice().events().isEmpty()) {
            return Uni.createFrom()
                    .completionStage(step.before())
                    .chain(() -> store.skip(row, step.from(), to))
                    .invoke(() -> step.advanced().complete(null));
        }
        var request = row.request();
        var advancedAt = new CompletableFuture<Instant>();
        return reviser.revise(
                        step.slice().events(),
                        request::where,
                        request.correction(),
                        request.dryRun(),
                        (connection, tally) -> Uni.createFrom()
                                .completionStage(step.before())
                                .chain(() -> CorrectionStore.advance(connection, row, step.from(), to, tally))
                                .invoke(() -> advancedAt.complete(clock.instant()))
                                .invoke(() -> step.advanced().complete(null)))
                .invoke(posting -> posting.ifPresent(metrics::countCorrected))
                .invoke(() -> stride.took(Duration.between(advancedAt.join(), clock.instant())))
                .replaceWithVoid();
    }
}
