package dev.bursar.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.cli.terminal.CommandFailure;
import dev.bursar.contract.pricing.CostState;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPricesTest {

    @TempDir
    private Path folder;

    private Pricer with(String toml) throws IOException {
        return LocalPrices.pricer(Files.writeString(folder.resolve("bursar.toml"), toml));
    }

    private static Pricer.Call call(String model) {
        return new Pricer.Call(
                "anthropic",
                model,
                Instant.parse("2026-11-22T10:00:00Z"),
                Usage.of(Meter.INPUT, 3),
                Scope.RUN,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void withoutAFileTheBuiltInCardsHold() {
        // When
        var cost = LocalPrices.pricer(folder.resolve("bursar.toml")).price(call("claude-sonnet-4-6"));

        // Then
        assertThat(cost.state()).isEqualTo(CostState.PRICED);
    }

    @Test
    void aPriceOfTheFileIsExactAndComesFirst() throws IOException {
        // Given
        var pricer = with("""
                [models."claude-sonnet-4-6"]
                cost_per_1m_input = 0.123456789012
                cost_per_1m_output = 2

                [other]
                key = "kept out of it"
                """);

        // Then
        assertThat(pricer.price(call("claude-sonnet-4-6")).usd()).isEqualByComparingTo("0.000000370370367036");
    }

    @Test
    void aFileThatCanNotBeReadSaysWhere() {
        assertThatThrownBy(() -> with("[models.\"x\"]\ncost_per_1m_input = 1\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("[models.\"x\"] has no number cost_per_1m_output");
        assertThatThrownBy(() -> with("[models\n"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is no TOML");
        assertThatThrownBy(() -> with("[models.\"x\"]\ncost_per_1m_input = -1\ncost_per_1m_output = 1\n"))
                .hasMessageContaining("negative");
    }

    @Test
    void aPriceWithoutEndIsNoNumberHere() throws IOException {
        // Given
        var toml = Files.writeString(
                folder.resolve("bursar.toml"), "[models.m]\ncost_per_1m_input = inf\ncost_per_1m_output = 1\n");

        // Then
        assertThatThrownBy(() -> LocalPrices.pricer(toml))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has no number cost_per_1m_input");
    }
}
