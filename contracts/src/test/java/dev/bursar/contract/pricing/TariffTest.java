package dev.bursar.contract.pricing;

import static dev.bursar.contract.pricing.Cards.call;
import static dev.bursar.contract.pricing.Cards.card;
import static dev.bursar.contract.pricing.Cards.perMillion;
import static dev.bursar.contract.pricing.Cards.perUnit;
import static dev.bursar.contract.pricing.Cards.price;
import static dev.bursar.contract.pricing.Cards.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {

    private static final Prices BASE = perMillion(Map.of("input", "2", "output", "8"));
    private static final Usage MILLION = usage(Map.of("input", 1_000_000));

    @ParameterizedTest
    @CsvSource({
        "UTC,           16:30, 00:30, 2026-08-21T16:29:59.999Z, 2",
        "UTC,           16:30, 00:30, 2026-08-21T16:30:00Z,     1",
        "UTC,           16:30, 00:30, 2026-08-22T00:29:59.999Z, 1",
        "UTC,           16:30, 00:30, 2026-08-22T00:30:00Z,     2",
        "UTC,           09:00, 18:00, 2026-08-21T09:00:00Z,     1",
        "UTC,           09:00, 18:00, 2026-08-21T18:00:00Z,     2",
        "UTC,           16:30, 00:00, 2026-08-21T23:59:59.999Z, 1",
        "UTC,           16:30, 00:00, 2026-08-22T00:00:00Z,     2",
        "Asia/Shanghai, 00:30, 08:30, 2026-08-21T16:30:00Z,     1",
        "Asia/Shanghai, 00:30, 08:30, 2026-08-21T16:29:59Z,     2",
        // the same hours by the clock on the wall, whose offset to UTC differs
        "Europe/Berlin, 09:00, 18:00, 2026-07-01T07:00:00Z,     1",
        "Europe/Berlin, 09:00, 18:00, 2026-12-01T07:00:00Z,     2"
    })
    void hoursAreHalfOpenInTheirZone(String zone, String from, String to, String at, String usd) {
        // Given
        var half = hours(zone, from, to, "0.5", Prices.NONE);

        // When
        var cost = price(card(tariff(half)), at(MILLION, at, Optional.empty()));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    /** 2026-08-21 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "2026-08-21T22:00:00Z, 1",
        "2026-08-22T05:59:59Z, 1",
        "2026-08-22T22:00:00Z, 2",
        "2026-08-23T05:00:00Z, 2",
        "2026-08-21T05:00:00Z, 2"
    })
    void aWindowBelongsToTheDayOnWhichItBegins(String at, String usd) {
        // Given
        var window = new Hours(
                LocalTime.parse("22:00"),
                LocalTime.parse("06:00"),
                ZoneId.of("UTC"),
                Set.of(DayOfWeek.FRIDAY),
                new BigDecimal("0.5"),
                Prices.NONE);

        // When
        var cost = price(card(tariff(window)), at(MILLION, at, Optional.empty()));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    @Test
    void anHourHasItsOwnPricesAndTheOthersTimesItsMultiplier() {
        // Given
        var hours = hours("UTC", "12:00", "13:00", "0.5", perMillion(Map.of("input", "0.3")));
        var batch = Map.of("batch", new ServiceTier(new BigDecimal("0.5"), Prices.NONE));
        var card = card(new Tariff(BASE, List.of(), batch, Map.of(), List.of(hours)));
        var usage = usage(Map.of("input", 1_000_000, "output", 1_000_000));

        // Then
        assertThat(price(card, at(usage, "2026-08-21T12:00:00Z", Optional.empty()))
                        .usd())
                .isEqualByComparingTo("4.3");
        assertThat(price(card, at(usage, "2026-08-21T12:00:00Z", Optional.of("batch")))
                        .usd())
                .isEqualByComparingTo("2.15");
    }

    @Test
    void ofTwoWindowsThatOverlapTheFirstCounts() {
        // Given
        var first = hours("UTC", "10:00", "14:00", "0.5", Prices.NONE);
        var second = hours("UTC", "11:00", "13:00", "0.1", Prices.NONE);

        // When
        var cost = price(card(tariff(first, second)), at(MILLION, "2026-08-21T12:00:00Z", Optional.empty()));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("1");
        assertThat(cost.lines()).extracting(PriceLine::tier).containsExactly("10:00-14:00");
    }

    @Test
    void aClassOfServiceHasItsOwnPricesAboveAThresholdOrTheCardsTimesItsMultiplier() {
        // Given
        var above = new ContextTier(200_000, perMillion(Map.of("input", "4")));
        var priority = new ServiceTier(
                new BigDecimal("1.8"),
                perMillion(Map.of("input", "3")),
                List.of(new ContextTier(200_000, perMillion(Map.of("input", "7")))));
        var fast = new ServiceTier(new BigDecimal("6"), perMillion(Map.of("input", "11")));
        var card =
                card(new Tariff(BASE, List.of(above), Map.of("priority", priority, "fast", fast), Map.of(), List.of()));
        var small = usage(Map.of("input", 100_000));

        // Then
        assertThat(price(card, call(small, Scope.CALL, "priority", null)).usd()).isEqualByComparingTo("0.3");
        assertThat(price(card, call(MILLION, Scope.CALL, "priority", null)).usd())
                .isEqualByComparingTo("7");
        assertThat(price(card, call(small, Scope.CALL, "fast", null)).usd()).isEqualByComparingTo("1.1");
        assertThat(price(card, call(MILLION, Scope.CALL, "fast", null)).usd()).isEqualByComparingTo("24");
    }

    @ParameterizedTest
    @CsvSource({"us, 2.2", "global, 2", "eu-west-1, 3", ", 2"})
    void aRegionHasItsMultiplierOrThatOfAllOthers(String region, String usd) {
        // Given
        var regions =
                Map.of("us", new BigDecimal("1.1"), "global", BigDecimal.ONE, Tariff.ANY_REGION, new BigDecimal("1.5"));
        var card = card(new Tariff(BASE, List.of(), Map.of(), regions, List.of()));

        // When
        var cost = price(card, call(MILLION, Scope.CALL, null, region));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    @Test
    void aModelOfFixedPriceCostsItOnceACall() {
        // Given
        var card = card(Tariff.of(perUnit(Map.of("input", "0", "output", "0"), Map.of("request", "0.04"))));

        // When
        var cost = price(card, call(usage(Map.of("input", 900, "output", 80))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo("0.04");
        assertThat(cost.approximate()).isFalse();
    }

    @Test
    void requestsThatWereCountedAreNotCountedAgain() {
        // Given
        var card = card(Tariff.of(perUnit(Map.of("input", "0", "output", "0"), Map.of("request", "0.04"))));

        // Then
        assertThat(price(card, call(usage(Map.of("request", 3)))).usd()).isEqualByComparingTo("0.12");
        assertThat(price(card, call(usage(Map.of("request", 0, "input", 5)))).usd())
                .isEqualByComparingTo("0");
        assertThat(price(card, call(usage(Map.of("input", 0)))).usd()).isEqualByComparingTo("0");
    }

    @Test
    void aSumOfCallsIsOneRequestOnlyByApproximation() {
        // Given
        var card = card(Tariff.of(perUnit(Map.of("input", "1"), Map.of("request", "0.04"))));

        // When
        var cost = price(card, call(MILLION, Scope.RUN, null, null));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("1.04");
        assertThat(cost.approximate()).isTrue();
    }

    @Test
    void aModelThatIsDeclaredFreeCostsNothingAndSaysSo() {
        // Given
        var card = card(Tariff.of(perMillion(Map.of("input", "0", "output", "0"))));

        // When
        var cost = price(card, call(usage(Map.of("input", 900, "cache_read", 5, "reasoning", 80))));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.FREE);
        assertThat(cost.usd()).isZero();
    }

    @Test
    void aCacheWriteThatLivesLongerFallsBackToTheShorterThenToTheInput() {
        // Given
        var write = usage(Map.of("cache_write_1h", 1_000_000));

        // Then
        assertThat(price(card(perMillion(Map.of("input", "3", "cache_write_5m", "3.75"))), call(write))
                        .usd())
                .isEqualByComparingTo("3.75");
        assertThat(price(card(perMillion(Map.of("input", "3"))), call(write)).usd())
                .isEqualByComparingTo("3");
    }

    @Test
    void imagesSearchesAndSecondsArePricedByTheUnit() {
        // Given
        var card = card(Tariff.of(perUnit(
                Map.of("input", "1"),
                Map.of("image", "0.04", "audio_second", "0.0001", "web_search", "0.01", "search_unit", "0.002"))));

        // When
        var cost = price(card, call(usage(Map.of("image", 2, "audio_second", 90, "web_search", 1, "search_unit", 4))));

        // Then
        assertThat(cost.usd()).isEqualByComparingTo("0.107");
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
    }

    @Test
    void aTariffThatLeavesOpenWhichPriceCountsIsRefused() {
        // Given
        var above = new ContextTier(200_000, perMillion(Map.of("input", "4")));
        var hours = hours("UTC", "12:00", "13:00", "1", perMillion(Map.of("input", "0.3")));

        // Then
        assertThatThrownBy(() -> new Tariff(BASE, List.of(above), Map.of(), Map.of(), List.of(hours)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Hours hours(String zone, String from, String to, String multiplier, Prices own) {
        return new Hours(
                LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone), Set.of(), new BigDecimal(multiplier), own);
    }

    private static Tariff tariff(Hours... hours) {
        return new Tariff(BASE, List.of(), Map.of(), Map.of(), List.of(hours));
    }

    private static Pricer.Call at(Usage usage, String at, Optional<String> tier) {
        return new Pricer.Call(
                Cards.PROVIDER, Cards.MODEL, Instant.parse(at), usage, Scope.CALL, tier, Optional.empty());
    }
}
