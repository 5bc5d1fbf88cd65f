package dev.bursar.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.contract.budget.AccountKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerSqlTest {

    private final LedgerSql sql = new LedgerSql();

    @Test
    void valuesNeverStandInTheText() {
        sql.whereMatches("team", "x' or true --").whereMatches("tags.it's", "a*b%c_d?\\");

        assertThat(sql.conditions()).isEqualTo("team = $1\n  and (tags ->> $2::text) like $3");
        assertThat(sql.parameters().getString(0)).isEqualTo("x' or true --");
        assertThat(sql.parameters().getString(1)).isEqualTo("it's");
        assertThat(sql.parameters().getString(2)).isEqualTo("a%b\\%c\\_d_\\\\");
    }

    @Test
    void severalPatternsOfOneDimensionAreAlternatives() {
        sql.whereMatchesAny("team", List.of("a", "b*"));

        assertThat(sql.conditions()).isEqualTo("(team = $1 or team like $2)");
    }

    @Test
    void anEmptyPatternOfAFilterMeansNone() {
        sql.whereMatchesAny("team", List.of("", "a")).whereMatchesAny("tags.env", List.of(""));

        assertThat(sql.conditions()).isEqualTo("(team is null or team = $1)\n  and ((tags ->> $2::text) is null)");
    }

    @Test
    void anEmptyValueMeansNone() {
        sql.whereIs(new AccountKey.Part("team", "")).whereIs(new AccountKey.Part("model", "m"));

        assertThat(sql.conditions()).isEqualTo("team is null\n  and model = $1");
    }

    @Test
    void whatIsNoDimensionIsNoColumn() {
        assertThatThrownBy(() -> sql.dimension("cost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.dimension("tags.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutConditionsEverythingIsMeant() {
        assertThat(sql.conditions()).isEqualTo("true");
    }
}
