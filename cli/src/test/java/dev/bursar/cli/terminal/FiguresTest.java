package dev.bursar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|$0.0000",
                "1.23456|$1.2346",
                "12345678.9|$12,345,678.9000",
                "0.0001|$0.0001",
                "0.0000000375|$0.0000000375",
                "0.000012344|$0.0000123",
                "0.99999|$1.0000",
                "-2.5|-$2.5000",
                "-0.00001|-$0.00001"
            })
    void showsMoneyWithFourDecimalsAndNeverSomethingAsNothing(String amount, String shown) {
        assertThat(Figures.usd(new BigDecimal(amount))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|$5.00", "5.00|$5.00", "1500|$1,500.00", "0.125|$0.125", "1E+3|$1,000.00"})
    void showsLimitsAsTheyWereSet(String amount, String shown) {
        assertThat(Figures.price(new BigDecimal(amount))).isEqualTo(shown);
    }

    @Test
    void calls99PointNineNinePercentNotFull() {
        assertThat(Figures.percent(new BigDecimal("0.9999"))).isEqualTo("99%");
    }
}
