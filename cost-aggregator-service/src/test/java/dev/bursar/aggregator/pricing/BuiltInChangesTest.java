package dev.bursar.aggregator.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInChangesTest {

    private static RateCard card(int version, String input, String asOf) {
        var json = Json.object()
                .put("provider", "p")
                .put("effective_from", "2026-01-01")
                .put("as_of", asOf);
        json.putObject("match").putArray("exact").add("m");
        json.putObject("prices").put("input", input);
        return RateCardJson.read("p/m", version, json);
    }

    @Test
    void emptyBooksGetEveryCardAsItIs() {
        // Given
        var builtIn = BuiltInRateCards.load().all();

        // Then
        assertThat(BuiltInChanges.missing(builtIn, List.of())).isEqualTo(builtIn);
    }

    @Test
    void aSecondStartAddsNothing() {
        // Given
        var builtIn = BuiltInRateCards.load().all();

        // Then
        assertThat(BuiltInChanges.missing(builtIn, builtIn)).isEmpty();
    }

    @Test
    void figuresThatChangedAreANewVersionAndFiguresReadAgainAreNot() {
        assertThat(BuiltInChanges.missing(List.of(card(1, "3", "2026-09-01")), List.of(card(1, "2", "2026-01-01"))))
                .containsExactly(card(2, "3", "2026-09-01"));
        assertThat(BuiltInChanges.missing(List.of(card(1, "2", "2026-09-01")), List.of(card(1, "2", "2026-01-01"))))
                .isEmpty();
    }

    @Test
    void twoReleasesSideBySideDoNotOutdoEachOther() {
        // Given
        var stored = List.of(card(1, "2", "2026-01-01"), card(2, "3", "2026-09-01"));

        // Then
        assertThat(BuiltInChanges.missing(List.of(card(1, "2", "2026-01-01")), stored))
                .isEmpty();
    }
}
