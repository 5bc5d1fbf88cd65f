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
        assertThat(exact.closeness(ModelName.forms("large"))).isGreaterThan(alias.closeness(ModelName.forms("large")));
        assertThat(alias.closeness(ModelName.forms("large"))).isGreaterThan(prefix.closeness(ModelName.forms("large")));
        assertThat(prefix.closeness(ModelName.forms("large"))).isPositive();
    }

    @Test
    void aDatedNameOfItsOwnIsCloserThanTheNameWithoutDate() {
        // Given
        var dated = new ModelMatch(Set.of("large-2024-05-13"), Set.of(), Set.of());
        var undated = new ModelMatch(Set.of("large"), Set.of(), Set.of());

        // Then
        assertThat(dated.closeness(ModelName.forms("large-2024-05-13")))
                .isGreaterThan(undated.closeness(ModelName.forms("large-2024-05-13")));
        assertThat(dated.closeness(ModelName.forms("large-2024-08-06"))).isZero();
    }

    @Test
    void anAliasOfANameAsItWasReportedIsCloserThanAnExactShorterOne() {
        // Given
        var dated = new ModelMatch(Set.of("other"), Set.of(), Set.of("large-2024-05-13"));
        var undated = new ModelMatch(Set.of("large"), Set.of(), Set.of());

        // When
        var forms = ModelName.forms("large-2024-05-13");

        // Then
        assertThat(dated.closeness(forms)).isGreaterThan(undated.closeness(forms));
    }

    @Test
    void aProfileThatACardNamesIsCloserThanTheModelBehindIt() {
        // Given
        var everywhere = new ModelMatch(Set.of("global.anthropic.claude-sonnet-4-5"), Set.of(), Set.of());
        var regional = new ModelMatch(Set.of("anthropic.claude-sonnet-4-5"), Set.of(), Set.of());

        // When
        var global = ModelName.forms("global.anthropic.claude-sonnet-4-5-20250929-v1:0");
        var european = ModelName.forms("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");

        // Then
        assertThat(everywhere.closeness(global)).isGreaterThan(regional.closeness(global));
        assertThat(everywhere.closeness(european)).isZero();
        assertThat(regional.closeness(european)).isPositive();
    }

    @Test
    void whatIsFreeOrFineTunedNeverCostsWhatItsModelDoes() {
        // Given
        var paid = new ModelMatch(Set.of("deepseek/deepseek-r1", "gpt-4o"), Set.of("deepseek/", "gpt-"), Set.of());

        // Then
        assertThat(paid.closeness(ModelName.forms("deepseek/deepseek-r1:free"))).isZero();
        assertThat(paid.closeness(ModelName.forms("ft:gpt-4o-2024-08-06:acme::x1")))
                .isZero();
    }

    @Test
    void theLongerPrefixIsCloser() {
        // Given
        var match = new ModelMatch(Set.of(), Set.of("l", "large-"), Set.of());

        // Then
        assertThat(match.closeness(ModelName.forms("large-new"))).isEqualTo("large-".length());
        assertThat(match.closeness(ModelName.forms("little"))).isEqualTo(1);
        assertThat(match.closeness(ModelName.forms("small"))).isZero();
    }

    @Test
    void aNameThatMerelyBeginsWithAnExactOneDoesNotMatch() {
        assertThat(Cards.exact("gpt-5").closeness(ModelName.forms("gpt-5-pro"))).isZero();
    }

    @Test
    void letterCaseMakesNoDifferenceOnEitherSide() {
        assertThat(new ModelMatch(Set.of("Meta/Llama"), Set.of("FT:"), Set.of("L"))
                        .closeness(ModelName.forms("meta/LLAMA")))
                .isPositive();
        assertThat(new ModelMatch(Set.of("x"), Set.of("FT:"), Set.of("L")).closeness(ModelName.forms("ft:mine")))
                .isPositive();
        assertThat(new ModelMatch(Set.of("x"), Set.of("FT:"), Set.of("L")).closeness(ModelName.forms("l")))
                .isPositive();
    }

    @Test
    void aMatchOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelMatch(Set.of(), Set.of(), Set.of()));
    }
}
