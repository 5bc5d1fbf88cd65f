package dev.bursar.contract.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.budget.AccountKey.Part;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountKeyTest {

    @Test
    void namesTheBudgetAndTheValuesInDeclaredOrder() {
        var key = new AccountKey("agent-daily", List.of(new Part("team", ""), new Part("principal", "coder-1")));

        assertThat(key.text()).isEqualTo("agent-daily/team=,principal=coder-1");
        assertThat(key.dimensions()).isEqualTo(Map.of("principal", "coder-1"));
    }

    @Test
    void aBudgetThatDoesNotSplitHasOneAccountOfItsOwnName() {
        assertThat(new AccountKey("all", List.of()).text()).isEqualTo("all");
    }

    @Test
    void everythingButUnreservedCharactersIsEncoded() {
        var key = new AccountKey("b", List.of(new Part("tags.a,b", "x=1,y/2 *~ü+%")));

        assertThat(key.text()).isEqualTo("b/tags.a%2Cb=x%3D1%2Cy%2F2%20%2A~%C3%BC%2B%25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/principal=x", "b/", "b/principal", "b/=x", "b/principal=%G1", "b/a=1,,c=2"})
    void aTextThatIsNoKeyIsNone(String text) {
        assertThat(AccountKey.parse(text)).isEmpty();
    }

    @Property
    void aKeyIsBoundedHoweverLongItsValuesAre(@ForAll("longValues") List<String> values) {
        // When
        var key = splitBy(values);

        // Then
        assertThat(key.text().length()).isLessThanOrEqualTo("b/".length() + 5 * "tags.a=,".length() + 1_800);
        assertThat(AccountKey.parse(key.text())).contains(key);
    }

    private static AccountKey splitBy(List<String> values) {
        return new AccountKey(
                "b", values.stream().map(value -> new Part("tags.a", value)).toList());
    }

    @Provide
    Arbitrary<List<String>> longValues() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('\u4e00', '\u9fff')
                                .ofMinLength(30)
                                .ofMaxLength(256),
                        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(256))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Test
    void aLongValueStandsAsItsDigestAndStaysApartFromOthers() {
        // Given
        var one = "漢".repeat(255) + "一";
        var other = "漢".repeat(255) + "二";

        // When
        var key = splitBy(List.of(one));

        // Then
        assertThat(key.parts().get(0).value()).startsWith("sha256:");
        assertThat(key.parts().get(0).digest())
                .hasValueSatisfying(hex -> assertThat(hex).hasSize(64));
        assertThat(key).isNotEqualTo(splitBy(List.of(other))).isEqualTo(splitBy(List.of(one)));
    }

    @Test
    void aValueOf256PlainCharactersStandsForItselfWhereFewSplit() {
        var value = "x".repeat(256);

        assertThat(splitBy(List.of(value, value, value)).parts().get(0).value()).isEqualTo(value);
        assertThat(splitBy(List.of(value)).parts().get(0).digest()).isEmpty();
    }

    @Property
    void aKeyReadsBackAsItWasWritten(@ForAll("keys") AccountKey key) {
        assertThat(AccountKey.parse(key.text())).contains(key);
        assertThat(key.text()).matches("\\p{ASCII}+");
    }

    @Provide
    Arbitrary<AccountKey> keys() {
        var printable = Arbitraries.strings().ofMaxLength(12).filter(AccountKeyTest::isText);
        var names = Arbitraries.oneOf(
                Arbitraries.of("principal", "team", "model"),
                printable.filter(name -> !name.isEmpty()).map(name -> "tags." + name));
        var parts = Combinators.combine(names, printable).as(Part::new);
        return Combinators.combine(
                        Arbitraries.of("a", "agent-daily", "x.y_z"),
                        parts.list().ofMaxSize(3))
                .as(AccountKey::new);
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
