package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelMatchTest {

    @Test
    void anExactNameIsCloserThanAnAliasAndThatThanAPrefix() {
        // Given
        var exact = new ModelMatch(Set.of("large"), Set.of(), Set.of());
        var alias = new ModelMatch(Set.of("other"), Set.of(), Set.of("large"));
        var prefix = new ModelMatch(Set.of("other"), Set.of("larg"), Set.of());

        // Then
        assertThat(exact.closeness("large")).isGreaterThan(alias.closeness("large"));
        assertThat(alias.closeness("large")).isGreaterThan(prefix.closeness("large"));
        assertThat(prefix.closeness("large")).isPositive();
    }

    @Test
    void aDatedNameOfItsOwnIsCloserThanTheNameWithoutDate() {
        // Given
        var dated = new ModelMatch(Set.of("large-2024-05-13"), Set.of(), Set.of());
        var undated = new ModelMatch(Set.of("large"), Set.of(), Set.of());

        // Then
        assertThat(dated.closeness("large-2024-05-13")).isGreaterThan(undated.closeness("large-2024-05-13"));
        assertThat(dated.closeness("large-2024-08-06")).isZero();
    }

    @Test
    void theLongerPrefixIsCloser() {
        // Given
        var match = new ModelMatch(Set.of(), Set.of("l", "large-"), Set.of());

        // Then
        assertThat(match.closeness("large-new")).isEqualTo("large-".length());
        assertThat(match.closeness("little")).isEqualTo(1);
        assertThat(match.closeness("small")).isZero();
    }

    @Test
    void aNameThatMerelyBeginsWithAnExactOneDoesNotMatch() {
        assertThat(Cards.exact("gpt-5").closeness("gpt-5-pro")).isZero();
    }

    @Test
    void letterCaseMakesNoDifferenceOnEitherSide() {
        assertThat(new ModelMatch(Set.of("Meta/Llama"), Set.of("FT:"), Set.of("L")).closeness("meta/LLAMA"))
                .isPositive();
        assertThat(new ModelMatch(Set.of("x"), Set.of("FT:"), Set.of("L")).closeness("ft:mine"))
                .isPositive();
        assertThat(new ModelMatch(Set.of("x"), Set.of("FT:"), Set.of("L")).closeness("l"))
                .isPositive();
    }

    @Test
    void aMatchOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelMatch(Set.of(), Set.of(), Set.of()));
    }
}
