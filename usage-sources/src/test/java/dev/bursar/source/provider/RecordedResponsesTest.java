package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.UnpricedReason;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedResponsesTest {

    /** The day of the peer's prices. */
    private static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");

    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");
    private static final String MODEL_BY_PATH = "models/gemini-2.5-pro";
    private static final String MODEL_OF_ROUTER = "x-ai/grok-4";
    private static final Pricer PRICER = new Pricer(BuiltInRateCards.load());

    static Stream<RecordedRow> rows() {
        return RecordedRow.all();
    }

    static Stream<RecordedRow> comparable() {
        return rows().filter(row -> !row.hasMoreThanMessages() && row.cachedByAnOlderWord() == 0);
    }

    static Stream<RecordedRow> cachedByAnOlderWord() {
        return rows().filter(row -> row.cachedByAnOlderWord() > 0);
    }

    static Stream<RecordedRow> priced() {
        return comparable()
                .filter(row -> row.peerUsd().filter(usd -> usd.signum() > 0).isPresent());
    }

    static Stream<RecordedRow> unpriced() {
        return rows().filter(row -> row.peerUsd().isEmpty())
                .filter(row -> !names(row, MODEL_BY_PATH) && !names(row, MODEL_OF_ROUTER));
    }

    static Stream<RecordedRow> modelsByPath() {
        return rows().filter(row -> names(row, MODEL_BY_PATH));
    }

    static Stream<RecordedRow> modelsOfRouter() {
        return rows().filter(row -> names(row, MODEL_OF_ROUTER));
    }

    private static boolean names(RecordedRow row, String model) {
        return row.model().filter(model::equals).isPresent();
    }

    static Stream<RecordedRow> freeForThePeer() {
        return rows().filter(
                        row -> row.peerUsd().filter(usd -> usd.signum() == 0).isPresent());
    }

    static Stream<RecordedRow> withMoreThanMessages() {
        return rows().filter(RecordedRow::hasMoreThanMessages);
    }

    @ParameterizedTest
    @MethodSource("comparable")
    void metersAddUpToThePeersInclusiveTotals(RecordedRow row) {
        // When
        var calls = row.understood();

        // Then
        assertThat(calls).hasSize(1);
        assertThat(row.differences(calls.get(0).usage())).isEmpty();
    }

    @Test
    void everyRowIsCompared() {
        assertThat(rows()).hasSize(646);
        assertThat(comparable().count()
                        + withMoreThanMessages().count()
                        + cachedByAnOlderWord().count())
                .isEqualTo(646);
        assertThat(cachedByAnOlderWord()).hasSize(12);
        assertThat(withMoreThanMessages()).hasSize(3);
        assertThat(modelsByPath()).hasSize(3);
        assertThat(modelsOfRouter()).hasSize(1);
        assertThat(freeForThePeer()).hasSize(2);
    }

    /** The peer takes for fresh what came from the cache; the whole of the input is the same. */
    @ParameterizedTest
    @MethodSource("cachedByAnOlderWord")
    void whatThePeerTakesForFreshCameFromTheCache(RecordedRow row) {
        // When
        var usage = row.understood().get(0).usage();

        // Then
        assertThat(row.differences(usage)).containsExactly("cache_read " + row.cachedByAnOlderWord() + ", expected 0");
    }

    @ParameterizedTest
    @MethodSource("withMoreThanMessages")
    void everyIterationIsCountedWhereThePeerLeavesSomeOut(RecordedRow row) {
        // Given
        var iterations = row.response().path("usage").path("iterations");

        // When
        var calls = row.understood();

        // Then
        var usage = calls.stream().map(UnderstoodCall::usage).reduce(Usage.NONE, Usage::plus);
        assertThat(usage.tokensIn())
                .isEqualTo(iterations
                        .valueStream()
                        .mapToLong(one -> one.path("input_tokens").asLong())
                        .sum());
        assertThat(usage.tokensOut())
                .isEqualTo(iterations
                        .valueStream()
                        .mapToLong(one -> one.path("output_tokens").asLong())
                        .sum());
    }

    @ParameterizedTest
    @MethodSource("priced")
    void costsWhatThePeerComputes(RecordedRow row) {
        // Given
        var call = row.understood().get(0);

        // When
        var cost = price(call);

        // Then
        assertThat(cost.state()).as(row.toString()).isEqualTo(CostState.PRICED);
        assertThat(cost.approximate()).as(row.toString()).isEqualTo(hasTierWithoutPrice(call));
        assertThat(cost.usd()).as(row.toString()).isCloseTo(row.peerUsd().orElseThrow(), within(TOLERANCE));
    }

    /** The advisors' share is on top of what the peer sees; the rest agrees with it. */
    @ParameterizedTest
    @MethodSource("withMoreThanMessages")
    void costsMoreThanThePeerComputesByWhatItLeavesOut(RecordedRow row) {
        // Given
        var calls = row.understood();

        // When
        var costs = calls.stream().map(RecordedResponsesTest::price).toList();

        // Then
        assertThat(costs).allMatch(cost -> cost.state() == CostState.PRICED);
        assertThat(costs.get(0).usd()).isCloseTo(row.peerUsd().orElseThrow(), within(TOLERANCE));
        assertThat(costs.get(1).usd()).isPositive();
    }

    /** A local model, and bodies that name none: embeddings, Bedrock, Cohere. */
    @ParameterizedTest
    @MethodSource("unpriced")
    void whatNobodyHasAPriceForIsUnpricedAndSaysSo(RecordedRow row) {
        // When
        var cost = price(row.understood().get(0));

        // Then
        assertThat(cost.state()).as(row.toString()).isEqualTo(CostState.UNPRICED);
        assertThat(cost.unpricedReason()).contains(UnpricedReason.UNKNOWN_MODEL);
    }

    /** The peer has 0 where it has no figure: that is not free, but unknown. */
    @ParameterizedTest
    @MethodSource("freeForThePeer")
    void whatThePeerHasNoFigureForIsUnpricedAndNotFree(RecordedRow row) {
        // When
        var cost = price(row.understood().get(0));

        // Then
        assertThat(row.model()).contains("qwen-3-coder-480b");
        assertThat(cost.state()).isEqualTo(CostState.UNPRICED);
        assertThat(cost.usd()).isEqualByComparingTo("0");
    }

    /** The peer does not know the path in front of the name. */
    @ParameterizedTest
    @MethodSource("modelsByPath")
    void aModelByItsPathCostsWhatItDoesByItsName(RecordedRow row) {
        // Given
        var call = row.understood().get(0);

        // When
        var cost = price(call);

        // Then
        var named = UnderstoodCall.of("google", "gemini-2.5-pro", call.usage());
        assertThat(cost.state()).as(row.toString()).isEqualTo(CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo(price(named).usd());
    }

    /** The peer lists this model of its router's under another name only: 5 fresh, 682 cached, 240 out. */
    @ParameterizedTest
    @MethodSource("modelsOfRouter")
    void aModelThePeerHasNoPriceForCostsWhatItsCardSays(RecordedRow row) {
        assertThat(price(row.understood().get(0)).usd()).isEqualByComparingTo("0.0041265");
    }

    /** One row is of a flex call to a model whose flex price no source has: the standard price stands in and says so. */
    private static boolean hasTierWithoutPrice(UnderstoodCall call) {
        return call.model().equals("gemini-3-flash-preview")
                && call.serviceTier().filter("flex"::equals).isPresent();
    }

    private static Cost price(UnderstoodCall call) {
        return PRICER.price(new Pricer.Call(
                call.provider(), call.model(), THEN, call.usage(), call.scope(), call.serviceTier(), call.region()));
    }
}
