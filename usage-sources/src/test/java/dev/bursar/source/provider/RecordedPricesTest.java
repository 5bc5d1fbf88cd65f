package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.PriceLine;
import dev.bursar.contract.pricing.Pricer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What recorded responses cost by the built-in cards, beside what an independent calculator says. Every difference there
 * may be is a rule below, and a line of docs/recorded-prices.md.
 */
class RecordedPricesTest {

    /** The day of the peer's prices. */
    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");

    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");
    private static final Pricer PRICER = new Pricer(BuiltInRateCards.load());

    static Stream<RecordedRow> priced() {
        return understandable().filter(row -> row.peerUsd().isPresent());
    }

    static Stream<RecordedRow> withoutThePeersPrice() {
        return understandable().filter(row -> row.peerUsd().isEmpty());
    }

    private static Stream<RecordedRow> understandable() {
        return RecordedRow.all()
                .filter(row -> ProviderResponses.provider(row.provider()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("priced")
    void everyRowCostsWhatThePeerComputesOrDiffersByWhatIsExplained(RecordedRow row) {
        // Given
        var calls = row.understood();

        // When
        var costs = calls.stream().map(RecordedPricesTest::price).toList();

        // Then
        var expected = row.peerUsd().orElseThrow().add(iterations(costs)).subtract(cheaperCache(row, costs.get(0)));
        var ours = costs.stream().map(Cost::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(ours.subtract(expected).abs()).as("%s costs %s", row, ours).isLessThanOrEqualTo(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("priced")
    void everyRowHasAPriceHereButTheOneThatNobodySells(RecordedRow row) {
        // When
        var costs = row.understood().stream().map(RecordedPricesTest::price).toList();

        // Then
        var unsold = row.model().filter("qwen-3-coder-480b"::equals).isPresent();
        assertThat(costs)
                .extracting(Cost::state)
                .as(row.toString())
                .containsOnly(unsold ? CostState.UNPRICED : CostState.PRICED);
    }

    @ParameterizedTest
    @MethodSource("withoutThePeersPrice")
    void whatThePeerHasNoPriceForIsPricedByItsOwnNameOrUnpriced(RecordedRow row) {
        // When
        var cost = price(row.understood().get(0));

        // Then
        var known = List.of("models/gemini-2.5-pro", "x-ai/grok-4");
        var expected = row.model().filter(known::contains).isPresent() ? CostState.PRICED : CostState.UNPRICED;
        assertThat(cost.state()).as(row.toString()).isEqualTo(expected);
    }

    /** The peer leaves out what a compaction or an advisor used, which is a call of its own. */
    private static BigDecimal iterations(List<Cost> costs) {
        return costs.stream().skip(1).map(Cost::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Mistral's older word for cached tokens is not read by the peer, which takes them for fresh. */
    private static BigDecimal cheaperCache(RecordedRow row, Cost cost) {
        long missed = row.response().path("usage").path("num_cached_tokens").asLong();
        return BigDecimal.valueOf(missed)
                .multiply(rate(cost, "input").subtract(rate(cost, "cache_read")))
                .movePointLeft(6);
    }

    private static BigDecimal rate(Cost cost, String meter) {
        return cost.lines().stream()
                .filter(line -> line.meter().name().equals(meter))
                .map(PriceLine::price)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static Cost price(UnderstoodCall call) {
        return PRICER.price(new Pricer.Call(
                call.provider(), call.model(), THEN, call.usage(), call.scope(), call.serviceTier(), call.region()));
    }
}
