package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Running totals in every order, repeated, corrected and cut, against a model that sees all of them at once. */
class SeriesPropertiesTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    /**
     * What one source says of one call in the end, and before.
     *
     * @param series 0 for none
     * @param sequence the highest of a call counts
     */
    record Said(int call, int sequence, int series, int minute, int input, int output, boolean start) {

        String id() {
            return "call-" + call;
        }

        Arrival arrival() {
            var event = Events.ranked(Events.event("p", id(), input, output), Events.DIRECT, sequence);
            event = Events.at(event, Events.TIME.plusSeconds(60L * minute));
            event = series == 0 ? event : Events.inSeries(event, new Series("s-" + series, start));
            return Arrival.of(event, new Origin("events", 0, 0), RECEIVED);
        }
    }

    @Provide
    Arbitrary<List<Said>> said() {
        var counts = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(8, 1), Tuple.of(3, 2)),
                        Arbitraries.integers().between(0, 5),
                        counts,
                        counts,
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .as((call, sequence, series, minute, input, output, start) ->
                        new Said(call, sequence, series, minute, input, 3 * output + sequence, start))
                .list()
                .ofMinSize(1)
                .ofMaxSize(16)
                .map(SeriesPropertiesTest::honest);
    }

    /** A source says one thing per call and sequence, and what it says is another thing each time. */
    private static List<Said> honest(List<Said> all) {
        var first = new LinkedHashMap<List<Integer>, Said>();
        all.forEach(said -> first.putIfAbsent(List.of(said.call(), said.sequence()), said));
        return List.copyOf(first.values());
    }

    @Property(tries = 1000)
    void everyEventIsBookedWithItsShareInWhateverOrderTheTotalsCame(
            @ForAll("said") List<Said> said, @ForAll Random random, @ForAll @IntRange(min = 1, max = 7) int batch) {
        // Given
        var deliveries = new ArrayList<>(said);
        deliveries.addAll(said.subList(0, said.size() / 2));
        Collections.shuffle(deliveries, random);
        var books = new MemoryBooks();

        // When
        for (int from = 0; from < deliveries.size(); from += batch) {
            books.post(deliveries.subList(from, Math.min(from + batch, deliveries.size())).stream()
                    .map(Said::arrival)
                    .toList());
        }

        // Then
        assertThat(books.netUsage()).isEqualTo(expected(said));
        var costs = new HashMap<String, BigDecimal>();
        expected(said)
                .forEach((id, usage) -> costs.put(
                        id,
                        MemoryBooks.PRICER
                                .price(Events.event("p", id, usage.count(Meter.INPUT), usage.count(Meter.OUTPUT)))
                                .usd()
                                .stripTrailingZeros()));
        assertThat(books.netCosts()).isEqualTo(costs);
    }

    @Property(tries = 300)
    void revisionsHaveNoGapAndTheTotalsAgainChangeNothing(@ForAll("said") List<Said> said) {
        // Given
        var books = new MemoryBooks();
        said.forEach(one -> books.post(List.of(one.arrival())));
        int before = books.entries().size();

        // When
        books.post(said.stream().map(Said::arrival).toList());

        // Then
        assertThat(books.entries()).hasSize(before);
        var revisions = new HashMap<String, Integer>();
        books.entries()
                .forEach(entry -> assertThat(entry.revision())
                        .isEqualTo(revisions.merge(entry.event().id(), 1, Integer::sum)));
    }

    /** All at once: the last word on each call, in order, each less the one before it. */
    private static Map<String, Usage> expected(List<Said> said) {
        var last = new HashMap<Integer, Said>();
        said.stream().sorted(Comparator.comparing(Said::sequence)).forEach(one -> last.put(one.call(), one));
        var previous = new HashMap<Integer, Said>();
        var expected = new HashMap<String, Usage>();
        last.values().stream()
                .sorted(Comparator.comparing(Said::minute).thenComparing(Said::id))
                .forEach(one -> {
                    var earlier = one.series() == 0 ? null : previous.put(one.series(), one);
                    boolean anew = earlier == null
                            || one.start()
                            || one.input() < earlier.input()
                            || one.output() < earlier.output();
                    expected.put(
                            one.id(),
                            Usage.of(Map.of(
                                    Meter.INPUT, (long) (anew ? one.input() : one.input() - earlier.input()),
                                    Meter.OUTPUT, (long) (anew ? one.output() : one.output() - earlier.output()))));
                });
        return expected;
    }
}
