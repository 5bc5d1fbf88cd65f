package dev.bursar.contract.pricing;

import static dev.bursar.contract.pricing.Cards.card;
import static dev.bursar.contract.pricing.Cards.perMillion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportedCostTest {

    private static final Pricer PRICER = Cards.pricer(card(perMillion(Map.of("input", "3"))));

    @Test
    void theProvidersOwnFigureStandsInWhereThereIsNoRate() {
        // When
        var cost = PRICER.price(event("unheard-of", Form.BODY, Meter.INPUT));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.REPORTED);
        assertThat(cost.usd()).isEqualByComparingTo("0.0123");
        assertThat(cost.unpricedReason()).isEmpty();
    }

    @Test
    void theProvidersOwnFigureStandsInWhereOneRateIsMissing() {
        // When
        var cost = PRICER.price(event(Cards.MODEL, Form.BODY, Meter.WEB_SEARCH));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.REPORTED);
        assertThat(cost.usd()).isEqualByComparingTo("0.0123");
    }

    @Test
    void aRateWinsOverAnyReportedFigure() {
        // When
        var cost = PRICER.price(event(Cards.MODEL, Form.BODY, Meter.INPUT));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
        assertThat(cost.usd()).isEqualByComparingTo("3");
    }

    @Test
    void aFigureThatTheCallerSaysIsNotTheProviders() {
        // When
        var cost = PRICER.price(event("unheard-of", Form.DIRECT, Meter.INPUT));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.UNPRICED);
        assertThat(cost.usd()).isZero();
    }

    private static UsageEvent event(String model, Form form, Meter meter) {
        return new UsageEvent(
                "agents/coder-1",
                "1",
                Cards.THEN,
                new UsagePath(Entrance.HTTP, form),
                0,
                Dimensions.of(Map.of("principal", "coder-1", "provider", Cards.PROVIDER, "model", model)),
                Usage.of(meter, 1_000_000),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scope.CALL,
                "ok",
                false,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal("0.0123")),
                Optional.empty());
    }
}
