package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aggregator.intake.Events;
import dev.bursar.aggregator.ledger.Delivery.Arrival;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Series;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsagePath;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
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

    private static final List<UsagePath> PATHS = List.of(Events.SPAN, Events.DIRECT, Events.BODY);

    /**
     * What was said of one call in the end, and before, and what others said of it.
     *
     * @param path the highest of a call counts, then the highest sequence; a place in {@link #PATHS}
     * @param series 0 for none
     */
    record Said(int call, int path, int sequence, int series, int minute, int input, int output, boolean start) {

        static final Comparator<Said> RANK = Comparator.comparingInt(Said::path).thenComparingInt(Said::sequence);

        String id() {
            return "call-" + call;
        }

        Usage usage() {
            return Usage.of(Map.of(Meter.INPUT, (long) input, Meter.OUTPUT, (long) output));
        }

        Share share(Optional<Said> before) {
            if (start || before.isEmpty()) {
                return new Share(usage(), start ? Optional.of(Given.Anew.START) : Optional.empty());
            }
            var earlier = before.get();
            return input < earlier.input || output < earlier.output
                    ? new Share(usage(), Optional.of(Given.Anew.LOWER_TOTAL))
                    : new Share(usage().plus(earlier.usage().negated()), Optional.empty());
        }

        Arrival arrival() {
            var event = Events.ranked(Events.event("p", id(), input, output), PATHS.get(path), sequence);
            event = Events.inTeam(event, sequence == 0 ? "first" : "second");
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
                        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(5, 1), Tuple.of(2, 2)),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(8, 1), Tuple.of(3, 2)),
                        Arbitraries.integers().between(0, 5),
                        counts,
                        counts,
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(SeriesPropertiesTest::honest);
    }

    /** A source says one thing per call and sequence. */
    private static List<Said> honest(List<Said> all) {
        var first = new LinkedHashMap<List<Integer>, Said>();
        all.forEach(said -> first.putIfAbsent(List.of(said.call(), said.path(), said.sequence()), said));
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
        assertThat(books.netShares()).isEqualTo(expected(said));
        var costs = new HashMap<String, BigDecimal>();
        expected(said)
                .forEach((id, share) -> costs.put(
                        id,
                        MemoryBooks.PRICER
                                .price(Events.event("p", id, 0, 0).withUsage(share.usage()))
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

    @Property(tries = 500)
    void whatAReattributionSetStaysSetOverWhateverIsToldOrPricedLater(
            @ForAll("said") List<Said> said, @ForAll Random random, @ForAll @IntRange(min = 1, max = 7) int batch) {
        // Given
        var first = new LinkedHashMap<Integer, Said>();
        said.forEach(one -> first.putIfAbsent(one.call(), one));
        var later = new ArrayList<>(said);
        later.removeAll(first.values());
        Collections.shuffle(later, random);
        var before = new MemoryBooks();
        var after = new MemoryBooks();

        // When
        before.post(arrivals(first.values()));
        before.correct(new Correction.Reprice(), new Pricer(new RateCards(List.of())));
        before.correct(team(Optional.of("other")), MemoryBooks.PRICER);
        before.correct(team(Optional.of("right")), MemoryBooks.PRICER);
        before.correct(new Correction.Reprice(), MemoryBooks.PRICER);
        for (int from = 0; from < later.size(); from += batch) {
            before.post(arrivals(later.subList(from, Math.min(from + batch, later.size()))));
        }
        after.post(arrivals(first.values()));
        after.post(arrivals(later));
        after.correct(team(Optional.of("right")), MemoryBooks.PRICER);

        // Then
        var teams = new HashMap<String, Map<String, Integer>>();
        said.forEach(one -> teams.put(one.id(), Map.of("right", 1)));
        assertThat(before.netTeams()).isEqualTo(teams).isEqualTo(after.netTeams());
        assertThat(before.netShares()).isEqualTo(expected(said)).isEqualTo(after.netShares());
        assertThat(before.netCosts()).isEqualTo(after.netCosts());
        before.correct(team(Optional.empty()), MemoryBooks.PRICER);
        teams.replaceAll((id, team) -> Map.of("none", 1));
        assertThat(before.netTeams()).isEqualTo(teams);
    }

    private static Correction team(Optional<String> team) {
        return new Correction.Reattribute(Map.of("team", team));
    }

    private static List<Arrival> arrivals(Collection<Said> said) {
        return said.stream().map(Said::arrival).toList();
    }

    /**
     * All at once: the last word on each call; where it is a total, less the one before it. A total bounds the others as the
     * last word on totals of its call, whatever the last word on the call is.
     */
    private static Map<String, Share> expected(List<Said> said) {
        var last = new HashMap<Integer, Said>();
        said.forEach(one -> last.merge(one.call(), one, BinaryOperator.maxBy(Said.RANK)));
        var totals = new HashMap<Integer, Said>();
        said.stream()
                .filter(one -> one.series() != 0)
                .forEach(one -> totals.merge(one.call(), one, BinaryOperator.maxBy(Said.RANK)));
        var expected = new HashMap<String, Share>();
        last.values().forEach(one -> expected.put(one.id(), new Share(one.usage(), Optional.empty())));
        var previous = new HashMap<Integer, Said>();
        totals.values().stream()
                .sorted(Comparator.comparing(Said::minute).thenComparing(Said::id))
                .forEach(one -> {
                    var earlier = Optional.ofNullable(previous.put(one.series(), one));
                    if (one.equals(last.get(one.call()))) {
                        expected.put(one.id(), one.share(earlier));
                    }
                });
        return expected;
    }
}
