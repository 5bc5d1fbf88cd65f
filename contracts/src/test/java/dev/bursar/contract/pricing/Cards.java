package dev.bursar.contract.pricing;

import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.Tariff.ContextTier;
import dev.bursar.contract.pricing.Tariff.ServiceTier;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rate cards and calls of a made-up provider. */
final class Cards {

    static final Instant THEN = Instant.parse("2026-08-21T12:00:00Z");
    static final String PROVIDER = "acme";
    static final String MODEL = "large";

    private Cards() {}

    static RateCard card(Prices prices) {
        return card(prices, List.of(), Map.of(), Map.of());
    }

    static RateCard card(
            Prices prices,
            List<ContextTier> contextTiers,
            Map<String, ServiceTier> serviceTiers,
            Map<String, BigDecimal> regions) {
        return card(new Tariff(prices, contextTiers, serviceTiers, regions, List.of()));
    }

    static RateCard card(Tariff tariff) {
        return new RateCard(
                PROVIDER + "/" + MODEL,
                1,
                Origin.BUILT_IN,
                PROVIDER,
                exact(MODEL),
                Instant.EPOCH,
                tariff,
                Optional.empty(),
                "https://acme.example/pricing",
                LocalDate.EPOCH);
    }

    static RateCard version(int version, String from, String inputPrice) {
        return from(card(perMillion(Map.of("input", inputPrice))).withVersion(version), from);
    }

    static RateCard from(RateCard card, String from) {
        return new RateCard(
                card.id(),
                card.version(),
                card.origin(),
                card.provider(),
                card.match(),
                Instant.parse(from),
                card.tariff(),
                card.tokenizer(),
                card.source(),
                card.asOf());
    }

    static RateCard matching(RateCard card, String id, ModelMatch match) {
        return new RateCard(
                id,
                card.version(),
                card.origin(),
                card.provider(),
                match,
                card.effectiveFrom(),
                card.tariff(),
                card.tokenizer(),
                card.source(),
                card.asOf());
    }

    static ModelMatch exact(String... names) {
        return new ModelMatch(Set.of(names), Set.of(), Set.of());
    }

    static Prices perMillion(Map<String, String> prices) {
        return new Prices(amounts(prices), Map.of());
    }

    static Prices perUnit(Map<String, String> tokens, Map<String, String> units) {
        return new Prices(amounts(tokens), amounts(units));
    }

    static Map<Meter, BigDecimal> amounts(Map<String, String> prices) {
        var amounts = new TreeMap<Meter, BigDecimal>();
        prices.forEach((meter, price) -> amounts.put(new Meter(meter), new BigDecimal(price)));
        return amounts;
    }

    static Usage usage(Map<String, Integer> counts) {
        var usage = new TreeMap<Meter, Long>();
        counts.forEach((meter, count) -> usage.put(new Meter(meter), (long) count));
        return Usage.of(usage);
    }

    static Pricer.Call call(Usage usage) {
        return new Pricer.Call(PROVIDER, MODEL, THEN, usage, Scope.CALL, Optional.empty(), Optional.empty());
    }

    static Pricer.Call call(Usage usage, Scope scope, String serviceTier, String region) {
        return new Pricer.Call(
                PROVIDER, MODEL, THEN, usage, scope, Optional.ofNullable(serviceTier), Optional.ofNullable(region));
    }

    static Cost price(RateCard card, Pricer.Call call) {
        return pricer(card).price(call);
    }

    static Pricer pricer(RateCard... cards) {
        return new Pricer(new RateCards(Arrays.asList(cards)));
    }
}
