package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.UsagePath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Snapshots of a few calls, repeated and shuffled, against a model that only knows the highest rank. */
class ResolutionPropertiesTest {

    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<UsagePath> PATHS = List.of(Events.SPAN, Events.DIRECT, Events.BODY);

    /** A delivery of one of four calls; what it counts follows from its rank, as with an honest source. */
    record Snapshot(int call, int path, int sequence) {

        static final Comparator<Snapshot> RANK =
                Comparator.comparingInt(Snapshot::path).thenComparingInt(Snapshot::sequence);

        int output() {
            return 10 + path * 100 + sequence;
        }

        Arrival arrival(int offset) {
            var event = Events.ranked(Events.event("p", "call-" + call, 5, output()), PATHS.get(path), sequence);
            return Arrival.of(event, new Origin("events", 0, offset), POSTED);
        }
    }

    @Provide
    Arbitrary<List<Snapshot>> snapshots() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as(Snapshot::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void theNetOfEveryCallIsItsHighestRankInWhateverOrderItCame(
            @ForAll("snapshots") List<Snapshot> snapshots, @ForAll @IntRange(min = 1, max = 7) int batch) {
        // Given
        var expected = new HashMap<String, BigDecimal>();
        snapshots.stream().sorted(Snapshot.RANK).forEach(snapshot -> {
            var highest = snapshot.arrival(0).event();
            expected.put(highest.id(), MemoryBooks.PRICER.price(highest).usd().stripTrailingZeros());
        });

        // When
        var books = posted(snapshots, batch);

        // Then
        assertThat(books.netCosts()).isEqualTo(expected);
    }

    @Property(tries = 300)
    void whereABatchIsCutMakesNoDifference(
            @ForAll("snapshots") List<Snapshot> snapshots, @ForAll @IntRange(min = 1, max = 7) int batch) {
        // When
        var cut = posted(snapshots, batch);
        var whole = posted(snapshots, snapshots.size());

        // Then
        assertThat(cut.entries())
                .extracting(ResolutionPropertiesTest::essence)
                .containsExactlyElementsOf(whole.entries().stream()
                        .map(ResolutionPropertiesTest::essence)
                        .toList());
    }

    @Property(tries = 300)
    void theWholeTopicAgainChangesNothing(@ForAll("snapshots") List<Snapshot> snapshots) {
        // Given
        var books = posted(snapshots, 5);
        int before = books.entries().size();

        // When
        books.post(arrivals(snapshots));

        // Then
        assertThat(books.entries()).hasSize(before);
    }

    @Property(tries = 300)
    void revisionsOfAnEventHaveNoGapAndItsCallsAddUpToOne(@ForAll("snapshots") List<Snapshot> snapshots) {
        // When
        var books = posted(snapshots, 3);

        // Then
        var byEvent = new HashMap<String, List<LedgerEntry>>();
        books.entries()
                .forEach(entry -> byEvent.computeIfAbsent(entry.event().id(), id -> new ArrayList<>())
                        .add(entry));
        byEvent.values().forEach(entries -> {
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).revision()).isEqualTo(i + 1);
            }
            assertThat(entries.stream().mapToInt(LedgerEntry::calls).sum()).isEqualTo(1);
        });
    }

    private static MemoryBooks posted(List<Snapshot> snapshots, int batch) {
        var books = new MemoryBooks();
        var arrivals = arrivals(snapshots);
        for (int from = 0; from < arrivals.size(); from += batch) {
            books.post(arrivals.subList(from, Math.min(from + batch, arrivals.size())));
        }
        return books;
    }

    private static List<Arrival> arrivals(List<Snapshot> snapshots) {
        var arrivals = new ArrayList<Arrival>();
        snapshots.forEach(snapshot -> arrivals.add(snapshot.arrival(arrivals.size())));
        return arrivals;
    }

    private static String essence(LedgerEntry entry) {
        return entry.event().id() + " " + entry.revision() + " " + entry.kind() + " "
                + entry.cost().usd();
    }
}
