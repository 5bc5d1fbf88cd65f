package dev.bursar.gate.budget;

import static dev.bursar.gate.budget.KnownBooks.sonnetCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gate.budget.BudgetVerdict.Fits;
import dev.bursar.gate.budget.BudgetVerdict.Refused;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class BudgetRulePropertiesTest {

    /** Independent of the pricing function: the card's prices, written out. */
    private static BigDecimal worth(long input, long output) {
        boolean over = input > 200_000;
        var in = new BigDecimal(over ? "6" : "3").multiply(BigDecimal.valueOf(input));
        var out = new BigDecimal(over ? "22.5" : "15").multiply(BigDecimal.valueOf(output));
        return in.add(out).movePointLeft(6);
    }

    private static KnownBooks books(BigDecimal limit, BigDecimal spent, BigDecimal held) {
        return KnownBooks.fresh()
                .sonnet()
                .budget(
                        "b",
                        "{\"limit\": {\"usd\": \"" + limit.toPlainString()
                                + "\"}, \"window\": {\"calendar\": \"day\"}}")
                .account("b", spent.toPlainString(), held.toPlainString());
    }

    @Property
    void aCallPassesExactlyWhenSpentAndHeldAndItsCostAreWithinTheLimit(
            @ForAll @BigRange(min = "0.000001", max = "2") @Scale(6) BigDecimal limit,
            @ForAll @BigRange(min = "0", max = "2") @Scale(7) BigDecimal spent,
            @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal held,
            @ForAll @LongRange(min = 0, max = 300_000) long input,
            @ForAll @LongRange(min = 0, max = 20_000) long output) {
        var verdict = books(limit, spent, held).ask(sonnetCall("coder-1", input, output));

        boolean within = spent.add(held).add(worth(input, output)).compareTo(limit) <= 0;
        assertThat(verdict instanceof Fits).isEqualTo(within);
    }

    @Property
    void theOutputThatFitsFitsAndOneMoreDoesNot(
            @ForAll @BigRange(min = "0.01", max = "2") @Scale(6) BigDecimal limit,
            @ForAll @BigRange(min = "0", max = "1") @Scale(6) BigDecimal spent,
            @ForAll @LongRange(min = 0, max = 300_000) long input,
            @ForAll @LongRange(min = 1, max = 1_000_000) long output) {
        var books = books(limit, spent, BigDecimal.ZERO);

        if (books.ask(sonnetCall("coder-1", input, output)) instanceof Refused refused) {
            long most = refused.maxOutputTokens().orElse(0);

            assertThat(most).isLessThan(output);
            assertThat(spent.add(worth(input, most + 1))).isGreaterThan(limit);
            if (refused.maxOutputTokens().isPresent()) {
                assertThat(spent.add(worth(input, most))).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Property
    void tokenBudgetsCountInputAndOutputTogether(
            @ForAll @LongRange(min = 1, max = 10_000) long limit,
            @ForAll @LongRange(min = 0, max = 10_000) long spent,
            @ForAll @LongRange(min = 0, max = 10_000) long input,
            @ForAll @LongRange(min = 1, max = 10_000) long output) {
        var books = KnownBooks.fresh()
                .budget("b", "{\"limit\": {\"tokens\": " + limit + "}, \"window\": {\"calendar\": \"day\"}}")
                .account("b", Long.toString(spent), "0");

        var verdict = books.ask(sonnetCall("coder-1", input, output));

        assertThat(verdict instanceof Fits).isEqualTo(spent + input + output <= limit);
        if (verdict instanceof Refused refused) {
            assertThat(refused.maxOutputTokens().orElse(0)).isEqualTo(Math.max(0, limit - spent - input));
        }
    }
}
