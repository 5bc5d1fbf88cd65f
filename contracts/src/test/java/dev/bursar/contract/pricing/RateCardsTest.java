package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCards.Found;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateCardsTest {

    private static final RateCard FIRST = Cards.version(1, "2026-01-01T00:00:00Z", "3");
    private static final RateCard SECOND = Cards.version(2, "2026-03-13T00:00:00Z", "2");
    private static final RateCards CARDS = new RateCards(List.of(SECOND, FIRST));

    @Test
    void aCardHoldsUntilTheInstantBeforeItsSuccessor() {
        assertThat(find(CARDS, "2026-03-12T23:59:59.999999999Z")).isEqualTo(new Found.Card(FIRST));
        assertThat(find(CARDS, "2026-03-13T00:00:00Z")).isEqualTo(new Found.Card(SECOND));
    }

    @Test
    void beforeItsFirstCardAModelIsKnownWithoutAPrice() {
        assertThat(find(CARDS, "2025-12-31T23:59:59Z")).isEqualTo(new Found.NotInForce());
    }

    @Test
    void anotherProvidersModelOfTheSameNameIsUnknown() {
        assertThat(CARDS.find("umbrella", Cards.MODEL, Cards.THEN)).isEqualTo(new Found.UnknownModel());
    }

    @Test
    void ofTwoCardsFromTheSameInstantTheNewerVersionHolds() {
        // Given
        var corrected = Cards.version(3, "2026-03-13T00:00:00Z", "2.5");

        // When
        var found = find(new RateCards(List.of(corrected, SECOND, FIRST)), "2026-08-21T12:00:00Z");

        // Then
        assertThat(found).isEqualTo(new Found.Card(corrected));
    }

    @Test
    void askingAgainGivesTheSameAnswer() {
        assertThat(find(CARDS, "2026-08-21T12:00:00Z")).isEqualTo(find(CARDS, "2026-08-21T12:00:00Z"));
    }

    @Test
    void theOperatorsCardHoldsAlthoughABuiltInOneBeginsLater() {
        // Given
        var negotiated = Cards.version(1, "2026-02-01T00:00:00Z", "1").withOrigin(Origin.OPERATOR);

        // When
        var cards = new RateCards(List.of(FIRST, SECOND, negotiated));

        // Then
        assertThat(find(cards, "2026-01-31T23:59:59Z")).isEqualTo(new Found.Card(FIRST));
        assertThat(find(cards, "2026-08-21T12:00:00Z")).isEqualTo(new Found.Card(negotiated));
    }

    @Test
    void theOperatorsPrefixDoesNotOutdoAnExactName() {
        // Given
        var all = new ModelMatch(Set.of(), Set.of(ModelMatch.EVERYTHING), Set.of());
        var everything = Cards.matching(SECOND.withOrigin(Origin.OPERATOR), "acme/all", all);

        // When
        var cards = new RateCards(List.of(FIRST, everything));

        // Then
        assertThat(find(cards, "2026-08-21T12:00:00Z")).isEqualTo(new Found.Card(FIRST));
        assertThat(cards.find(Cards.PROVIDER, "small", Cards.THEN)).isEqualTo(new Found.Card(everything));
    }

    @Test
    void aCloserCardThatHasNotBegunLeavesTheOtherInForce() {
        // Given
        var alias = Cards.matching(FIRST, "acme/any", new ModelMatch(Set.of(), Set.of(), Set.of(Cards.MODEL)));

        // When
        var cards = new RateCards(List.of(alias, SECOND));

        // Then
        assertThat(find(cards, "2026-01-15T00:00:00Z")).isEqualTo(new Found.Card(alias));
        assertThat(find(cards, "2026-08-21T12:00:00Z")).isEqualTo(new Found.Card(SECOND));
    }

    @Test
    void aNameThatItsNextVersionDropsIsUnknownFromThenOn() {
        // Given
        var renamed = Cards.matching(SECOND, SECOND.id(), Cards.exact("larger"));

        // When
        var cards = new RateCards(List.of(FIRST, renamed));

        // Then
        assertThat(find(cards, "2026-01-15T00:00:00Z")).isEqualTo(new Found.Card(FIRST));
        assertThat(find(cards, "2026-08-21T12:00:00Z")).isEqualTo(new Found.NotInForce());
    }

    private static Found find(RateCards cards, String at) {
        return cards.find(Cards.PROVIDER, Cards.MODEL, Instant.parse(at));
    }
}
