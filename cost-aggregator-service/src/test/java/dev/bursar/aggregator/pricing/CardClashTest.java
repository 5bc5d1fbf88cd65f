package dev.bursar.aggregator.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardClashTest {

    private static RateCard card(String id, int version, String match, String from) throws JsonProcessingException {
        return RateCardJson.read(
                        id,
                        version,
                        Json.read(
                                "{\"provider\": \"acme\", \"match\": %s, \"effective_from\": \"%s\", \"prices\": {\"input\": \"1\"}}"
                                        .formatted(match, from)))
                .withOrigin(Origin.OPERATOR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"exact\": [\"large\"]}                          | {\"exact\": [\"LARGE\"]}            | /match/exact",
                "{\"prefix\": [\"large-\"]}                        | {\"prefix\": [\"large-\"]}          | /match/prefix",
                "{\"exact\": [\"a\"], \"alias\": [\"mine\"]}       | {\"exact\": [\"b\"], \"alias\": [\"mine\"]} | /match/alias",
            })
    void twoCardsForOneNameFromOneInstantOnClash(String first, String second, String pointer)
            throws JsonProcessingException {
        // Given
        var there = new RateCards(List.of(card("acme/first", 1, first, "2026-01-01")));

        // When
        var clash = CardClash.of(card("acme/second", 1, second, "2026-01-01"), there);

        // Then
        assertThat(clash).hasValueSatisfying(found -> {
            assertThat(found.pointer()).isEqualTo(pointer);
            assertThat(found.code()).isEqualTo("named_twice");
            assertThat(found.detail()).contains("acme/first");
        });
    }

    @Test
    void anotherInstantAnotherNameAndAnotherVersionDoNotClash() throws JsonProcessingException {
        // Given
        var there = new RateCards(List.of(
                card("acme/first", 1, "{\"exact\": [\"gone\"]}", "2026-01-01"),
                card("acme/first", 2, "{\"exact\": [\"large\"]}", "2026-01-01")));

        // Then
        assertThat(CardClash.of(card("acme/first", 3, "{\"exact\": [\"large\"]}", "2026-01-01"), there))
                .isEmpty();
        assertThat(CardClash.of(card("acme/second", 1, "{\"exact\": [\"large\"]}", "2026-02-01"), there))
                .isEmpty();
        assertThat(CardClash.of(card("acme/second", 1, "{\"prefix\": [\"large\"]}", "2026-01-01"), there))
                .isEmpty();
        assertThat(CardClash.of(card("acme/second", 1, "{\"exact\": [\"gone\"]}", "2026-01-01"), there))
                .isEmpty();
    }

    @Test
    void anAliasThatAnotherCardNamesExactlyWouldNeverCount() throws JsonProcessingException {
        // Given
        var there = new RateCards(List.of(card("acme/first", 1, "{\"exact\": [\"large\"]}", "2025-01-01")));

        // When
        var clash = CardClash.of(card("acme/second", 1, "{\"alias\": [\"large\"]}", "2026-01-01"), there);

        // Then
        assertThat(clash).hasValueSatisfying(found -> {
            assertThat(found.pointer()).isEqualTo("/match/alias");
            assertThat(found.code()).isEqualTo("never_counts");
        });
    }

    @Test
    void anOverrideOfABuiltInCardIsNoClash() {
        // Given
        var builtIn = BuiltInRateCards.load();
        var override = builtIn.all().stream()
                .filter(card -> card.id().equals("anthropic/claude-sonnet-4-6"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(CardClash.of(override.withOrigin(Origin.OPERATOR).withVersion(2), builtIn))
                .isEmpty();
    }
}
