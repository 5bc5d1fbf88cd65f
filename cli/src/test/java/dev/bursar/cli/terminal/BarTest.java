package dev.bursar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

    @ParameterizedTest
    @CsvSource({
        "0,      0,   [----------]",
        "0.0001, 0,   [#---------]",
        "2.5,    0,   [#####-----]",
        "2.5,    1,   [#####++---]",
        "4.9999, 0,   [#########-]",
        "5,      0,   [##########]",
        "7,      3,   [##########]",
        "4.9,    9,   [#########+]",
        "-1,     0,   [----------]"
    })
    void fillsOnlyAtTheLimitAndIsNeverEmptyForSomething(String spent, String held, String bar) {
        assertThat(Bar.of(new BigDecimal(spent), new BigDecimal(held), new BigDecimal("5")))
                .isEqualTo(bar);
    }
}
