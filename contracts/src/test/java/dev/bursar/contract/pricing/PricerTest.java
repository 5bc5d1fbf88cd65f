package dev.bursar.contract.pricing;

import static dev.bursar.contract.pricing.Cards.amounts;
import static dev.bursar.contract.pricing.Cards.call;
import static dev.bursar.contract.pricing.Cards.card;
import static dev.bursar.contract.pricing.Cards.perMillion;
import static dev.bursar.contract.pricing.Cards.perUnit;
import static dev.bursar.contract.pricing.Cards.price;
import static dev.bursar.contract.pricing.Cards.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricerTest {

    private static final RateCard TIERED = card(
            perMillion(Map.of("input", "3", "output", "15")),
            List.of(new ContextTier(200_000, perMillion(Map.of("input", "6", "output", "22.5")))),
            Map.of("batch", new ServiceTier(new BigDecimal("0.5"), Prices.NONE)),
            Map.of("us", new BigDecimal("1.1")));

    @Test
    void pricesOneCheapTokenWithoutRounding() {
        // Given
        var card = card(perMillion(Map.of("cache_read", "0.0375")));

        // When
        var cost = price(card, call(Usage.of(Meter.CACHE_READ, 1)));

        // Then
        assertThat(Json.money(cost.usd())).isEqualTo("0.0000000375");
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
    }

    @Test
    void aCallOfExactlyTheThresholdIsStillBelowIt() {
        // Given
        var at = call(usage(Map.of("input", 150_000, "cache_read", 50_000, "output", 1_000_000)));

        // When
        var cost = price(TIERED, at);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("15.6");
        assertThat(cost.lines()).extracting(PriceLine::tier).containsOnly("base");
    }

    @Test
    void oneTokenOverTheThresholdMakesTheWholeCallDearer() {
        // Given
        var over = call(usage(Map.of("input", 150_001, "cache_read", 50_000, "output", 1_000_000)));

        // When
        var cost = price(TIERED, over);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("23.700006");
        assertThat(cost.lines()).extracting(PriceLine::tier).containsOnly("over_200000");
    }

    @Test
    void tokensThatComeOutDoNotCountForTheThreshold() {
        // Given
        var small = call(usage(Map.of("input", 1, "output", 999_999)));

        // When
        var cost = price(TIERED, small);

        // Then
        assertThat(cost.lines()).extracting(PriceLine::tier).containsOnly("base");
    }

    @Test
    void aSumOfCallsCannotBeTieredAndSaysSo() {
        // Given
        var run = call(usage(Map.of("input", 1_000_000)), Scope.RUN, null, null);

        // When
        var cost = price(TIERED, run);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("3");
        assertThat(cost.approximate()).isTrue();
    }

    @Test
    void aClassOfServiceAndARegionMultiplyEachOther() {
        // Given
        var batched = call(usage(Map.of("input", 1_000_000, "output", 1)), Scope.CALL, "batch", "us");

        // When
        var cost = price(TIERED, batched);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("3.300012375");
        assertThat(cost.lines()).extracting(PriceLine::tier).containsOnly("batch_over_200000");
    }

    @Test
    void aPriceOfTheClassOfServiceWinsOverItsMultiplier() {
        // Given
        var card = card(
                perMillion(Map.of("input", "4", "cache_read", "0.4")),
                List.of(),
                Map.of("flex", new ServiceTier(new BigDecimal("0.5"), perMillion(Map.of("cache_read", "0.3")))),
                Map.of());

        // When
        var cost =
                price(card, call(usage(Map.of("input", 1_000_000, "cache_read", 1_000_000)), Scope.CALL, "flex", null));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("2.3");
    }

    @Test
    void aClassOfServiceWithoutAPriceIsBookedAtTheStandardOneAndMarked() {
        // Given
        var priority = call(usage(Map.of("input", 1_000_000)), Scope.CALL, "priority", null);

        // When
        var cost = price(card(perMillion(Map.of("input", "3"))), priority);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("3");
        assertThat(cost.approximate()).isTrue();
    }

    @Test
    void whatTheProviderDoesNotBillCostsNothingOnAnyCard() {
        // Given
        var unbilled = call(usage(Map.of("input", 1_000_000)), Scope.CALL, "unbilled", null);

        // When
        var cost = price(card(perMillion(Map.of("input", "3"))), unbilled);

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("0");
        assertThat(cost.approximate()).isFalse();
    }

    @Test
    void theStandardClassOfServiceNeedsNoPriceOfItsOwn() {
        // When
        var cost = price(TIERED, call(usage(Map.of("input", 1_000_000 / 10)), Scope.CALL, "standard", null));

        // Then
        assertThat(cost.approximate()).isFalse();
    }

    @Test
    void aMinimumIsACallsAndNotThatOfASumOfCalls() {
        // Given
        var unit = new Prices(Map.of(), Map.of(new Meter("audio_second"), new BigDecimal("0.1")));
        var card = card(
                new Tariff(unit, List.of(), Map.of(), Map.of(), List.of(), Map.of(new Meter("audio_second"), 10L)));

        // When
        var call = price(card, call(usage(Map.of("audio_second", 3)), Scope.CALL, null, null));
        var run = price(card, call(usage(Map.of("audio_second", 3)), Scope.RUN, null, null));

        // Then
        assertThat(call.usd()).isEqualByComparingTo("1");
        assertThat(call.lines().get(0).quantity()).isEqualTo(10);
        assertThat(call.approximate()).isFalse();
        assertThat(run.usd()).isEqualByComparingTo("0.3");
        assertThat(run.approximate()).isTrue();
    }

    @Test
    void unitsArePricedOneByOneWhateverTheRegion() {
        // Given
        var card = card(
                perUnit(Map.of("input", "3"), Map.of("web_search", "0.01")),
                List.of(),
                Map.of("batch", new ServiceTier(new BigDecimal("0.5"), Prices.NONE)),
                Map.of("us", new BigDecimal("1.1")));

        // When
        var cost = price(card, call(usage(Map.of("web_search", 10)), Scope.CALL, "batch", "us"));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("0.1");
    }

    @Test
    void aMeterWithoutAPriceFallsBackStepByStep() {
        // Given
        var card = card(perMillion(Map.of("input", "2", "output", "10")));

        // When
        var cost = price(
                card,
                call(usage(Map.of(
                        "cache_write_1h", 1_000_000, "cache_read_audio", 1_000_000, "reasoning_audio", 1_000_000))));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("14");
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
    }

    @Test
    void aMeterThatNothingStandsInForIsUnpricedAndTheRestIsBooked() {
        // Given
        var card = card(perMillion(Map.of("input", "3")));

        // When
        var cost = price(card, call(usage(Map.of("input", 1_000_000, "web_search", 1, "output", 7))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.UNPRICED);
        assertThat(cost.unpricedReason()).contains(UnpricedReason.MISSING_RATE);
        assertThat(cost.usd()).isEqualByComparingTo("3");
        assertThat(cost.card()).contains(card.reference());
    }

    @Test
    void aMeterOfZeroNeedsNoPrice() {
        // When
        var cost = price(card(perMillion(Map.of("input", "3"))), call(usage(Map.of("input", 1, "web_search", 0))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
    }

    @Test
    void aMeterNobodyKnowsIsKeptAndUnpriced() {
        // When
        var cost = price(card(perMillion(Map.of("input", "3"))), call(usage(Map.of("dream_minute", 1))));

        // Then
        assertThat(cost.unpricedReason()).contains(UnpricedReason.MISSING_RATE);
    }

    @Test
    void aRateOfZeroIsFreeWhichIsNotUnpriced() {
        // Given
        var card = card(perMillion(Map.of("input", "0", "output", "0")));

        // When
        var cost = price(card, call(usage(Map.of("input", 5, "reasoning", 5))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.FREE);
        assertThat(cost.usd()).isZero();
    }

    @Test
    void anUnknownModelIsUnpriced() {
        // When
        var cost = Cards.pricer().price(call(usage(Map.of("input", 5))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.UNPRICED);
        assertThat(cost.unpricedReason()).contains(UnpricedReason.UNKNOWN_MODEL);
        assertThat(cost.card()).isEmpty();
    }

    @Test
    void aCardThatIsNotInForceYetPricesNothing() {
        // Given
        var later = Cards.version(1, "2026-09-01T00:00:00Z", "3");

        // When
        var cost = price(later, call(usage(Map.of("input", 5))));

        // Then
        assertThat(cost.unpricedReason()).contains(UnpricedReason.NO_RATE_CARD);
    }

    @Test
    void linesSayHowTheCostCameAbout() {
        // When
        var cost = price(
                card(new Prices(amounts(Map.of("input", "3")), amounts(Map.of("web_search", "0.01")))),
                call(usage(Map.of("input", 2, "web_search", 3))));

        // Then
        assertThat(cost.lines())
                .extracting(
                        PriceLine::meter,
                        PriceLine::quantity,
                        line -> Json.money(line.price()),
                        line -> Json.money(line.costUsd()))
                .containsExactly(tuple(Meter.INPUT, 2L, "3", "0.000006"), tuple(Meter.WEB_SEARCH, 3L, "0.01", "0.03"));
        assertThat(cost.unpricedReason()).isEqualTo(Optional.empty());
    }
}
