package dev.bursar.cli.state;

import dev.bursar.contract.pricing.ModelMatch;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.Prices;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.source.provider.UnderstoodCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Uses for tests, of a model that costs half a dollar a million tokens in and two out. */
final class Uses {

    static final Pricer PRICER = new Pricer(new RateCards(List.of(new RateCard(
            "test/gpt-test",
            1,
            RateCard.Origin.BUILT_IN,
            "openai",
            new ModelMatch(Set.of("gpt-test"), Set.of(), Set.of()),
            Instant.EPOCH,
            Tariff.of(new Prices(
                    Map.of(Meter.INPUT, new BigDecimal("0.5"), Meter.OUTPUT, new BigDecimal("2")), Map.of())),
            Optional.empty(),
            "test",
            LocalDate.EPOCH))));

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Uses() {}

    static Use use(String id, int second, long in, long out) {
        return use(id, Optional.empty(), second, "gpt-test", in, out);
    }

    static Use unknownModel(String id, int second) {
        return use(id, Optional.empty(), second, "gpt-nobody-knows", 7, 7);
    }

    /** What a run of a thread tells after so many seconds: running totals. */
    static Use total(String thread, int second, long in, long out) {
        return use(thread + "/" + second, Optional.of("codex/" + thread), second, "gpt-test", in, out);
    }

    private static Use use(String id, Optional<String> series, int second, String model, long in, long out) {
        var call = new UnderstoodCall(
                "openai",
                model,
                Optional.empty(),
                Optional.empty(),
                Usage.of(Map.of(Meter.INPUT, in, Meter.OUTPUT, out)),
                Scope.RUN,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        return new Use(
                id, series, false, Optional.of("challenge"), START.plusSeconds(second), OptionalLong.of(1834), call);
    }
}
