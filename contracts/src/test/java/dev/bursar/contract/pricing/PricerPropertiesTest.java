package dev.bursar.contract.pricing;

import static dev.bursar.contract.pricing.Cards.call;
import static dev.bursar.contract.pricing.Cards.card;
import static dev.bursar.contract.pricing.Cards.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class PricerPropertiesTest {

    private static final List<Meter> TOKENS = Stream.of("", "_audio", "_image", "_video")
            .flatMap(kind -> Stream.of("input", "cache_read", "cache_write_5m", "cache_write_1h", "output", "reasoning")
                    .map(name -> new Meter(name + kind)))
            .toList();

    @Property(tries = 500)
    void theCostOfASumIsTheSumOfTheCosts(
            @ForAll("prices") Prices prices, @ForAll("usages") Usage one, @ForAll("usages") Usage other) {
        // Given
        var card = card(prices);

        // When
        var together = price(card, call(one.plus(other))).usd();

        // Then
        assertThat(together)
                .isEqualByComparingTo(price(card, call(one))
                        .usd()
                        .add(price(card, call(other)).usd()));
    }

    @Property(tries = 500)
    void theCostIsTheSumOfItsLines(@ForAll("prices") Prices prices, @ForAll("usages") Usage usage) {
        // When
        var cost = price(card(prices), call(usage));

        // Then
        assertThat(cost.lines().stream().map(PriceLine::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(cost.usd());
    }

    /** In whole units of 10^-30 USD, where nothing can be lost. */
    @Property(tries = 500)
    void nothingIsRounded(
            @ForAll("amount") BigDecimal price,
            @ForAll("multiplier") BigDecimal batch,
            @ForAll("multiplier") BigDecimal region,
            @ForAll @LongRange(min = 0, max = Usage.MAX_COUNT) long count) {
        // Given
        var card = card(
                new Prices(Map.of(Meter.INPUT, price), Map.of()),
                List.of(),
                Map.of("batch", new ServiceTier(batch, Prices.NONE)),
                Map.of("us", region));

        // When
        var cost = price(card, call(Usage.of(Meter.INPUT, count), Scope.CALL, "batch", "us"));

        // Then
        var units = whole(price, 12)
                .multiply(whole(batch, 6))
                .multiply(whole(region, 6))
                .multiply(BigInteger.valueOf(count));
        assertThat(cost.usd()).isEqualByComparingTo(new BigDecimal(units, 30));
        assertThat(cost.usd().stripTrailingZeros().scale()).isLessThanOrEqualTo(36);
    }

    @Property(tries = 500)
    void theThresholdDecidesForTheWholeCall(
            @ForAll @LongRange(min = 1, max = 1_000_000) long threshold,
            @ForAll @LongRange(min = 0, max = 2_000_000) long input,
            @ForAll @LongRange(min = 0, max = 2_000_000) long output) {
        // Given
        var below = new Prices(Cards.amounts(Map.of("input", "3", "output", "15")), Map.of());
        var above = new Prices(Cards.amounts(Map.of("input", "6", "output", "22.5")), Map.of());
        var tiered = card(below, List.of(new ContextTier(threshold, above)), Map.of(), Map.of());
        var usage = Usage.of(Map.of(Meter.INPUT, input, Meter.OUTPUT, output));

        // When
        var cost = price(tiered, call(usage));

        // Then
        var inForce = input > threshold ? above : below;
        assertThat(cost.usd())
                .isEqualByComparingTo(price(card(inForce), call(usage)).usd());
    }

    /** A token meter that is used is priced by the card, or the cost says that it is not. */
    @Property(tries = 500)
    void nothingThatIsUsedIsSilentlyZero(@ForAll("somePrices") Prices prices, @ForAll("usages") Usage usage) {
        // Given
        var card = card(prices);

        // When
        var cost = price(card, call(usage));

        // Then
        var priced = cost.lines().stream().map(PriceLine::meter).toList();
        var missing = usage.counts().entrySet().stream()
                .anyMatch(count -> count.getValue() > 0 && !priced.contains(count.getKey()));
        assertThat(cost.state() == CostState.UNPRICED).isEqualTo(missing);
        assertThat(cost.unpricedReason().isPresent()).isEqualTo(missing);
    }

    @Property(tries = 100)
    void everyFallBackEndsAtAMeterOfTheSameSide(@ForAll("tokenMeters") Meter meter) {
        // Given
        var seen = new HashSet<Meter>();

        // When
        var last = meter;
        while (last.fallback().isPresent() && seen.add(last)) {
            last = last.fallback().get();
        }

        // Then
        assertThat(last).isIn(Meter.INPUT, Meter.OUTPUT);
        assertThat(last.side()).isEqualTo(meter.side());
    }

    private static BigInteger whole(BigDecimal decimal, int scale) {
        return decimal.setScale(scale).unscaledValue();
    }

    @Provide
    Arbitrary<Meter> tokenMeters() {
        return Arbitraries.of(TOKENS);
    }

    @Provide
    Arbitrary<BigDecimal> amount() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000"))
                .ofScale(12);
    }

    @Provide
    Arbitrary<BigDecimal> multiplier() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(6);
    }

    /** With input and output, so that everything has a price. */
    @Provide
    Arbitrary<Prices> prices() {
        return Arbitraries.maps(tokenMeters(), amount())
                .ofMaxSize(8)
                .flatMap(some -> amount().map(base -> {
                    var all = new HashMap<>(some);
                    all.putIfAbsent(Meter.INPUT, base);
                    all.putIfAbsent(Meter.OUTPUT, base);
                    return new Prices(all, Map.of());
                }));
    }

    @Provide
    Arbitrary<Prices> somePrices() {
        return Arbitraries.maps(tokenMeters(), amount())
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(some -> new Prices(some, Map.of()));
    }

    @Provide
    Arbitrary<Usage> usages() {
        var counts = Arbitraries.longs().between(0, 1_000_000_000L);
        return Arbitraries.maps(tokenMeters(), counts).ofMaxSize(10).map(Usage::of);
    }
}
