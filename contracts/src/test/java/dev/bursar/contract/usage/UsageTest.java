package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bursar.contract.usage.Meter.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

    private static final Usage USAGE = Usage.of(Map.of(
            Meter.INPUT,
            1L,
            Meter.CACHE_READ,
            2L,
            Meter.CACHE_WRITE_5M,
            4L,
            Meter.CACHE_WRITE_1H,
            8L,
            Meter.INPUT.kind("audio"),
            16L,
            Meter.OUTPUT,
            32L,
            Meter.REASONING,
            64L,
            Meter.OUTPUT.kind("image"),
            128L,
            Meter.WEB_SEARCH,
            256L,
            new Meter("dream_minute"),
            512L));

    @Test
    void everyMeterCountsOnOneSideOnly() {
        assertThat(USAGE.tokensIn()).isEqualTo(31);
        assertThat(USAGE.tokensOut()).isEqualTo(224);
        assertThat(USAGE.tokens()).isEqualTo(255);
    }

    @Test
    void aSumAndItsPartLeaveTheRest() {
        assertThat(USAGE.plus(USAGE.negated()).counts().values()).containsOnly(0L);
        assertThat(USAGE.plus(Meter.INPUT, 5).count(Meter.INPUT)).isEqualTo(6);
    }

    @Test
    void aSumThatNoLongHoldsIsAnErrorAndNotANegativeNumber() {
        // Given
        var most = Usage.of(Meter.INPUT, Long.MAX_VALUE);

        // Then
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(Meter.INPUT, 1));
    }

    @Test
    void anUnknownMeterIsAUnit() {
        assertThat(new Meter("dream_minute").side()).isEqualTo(Side.UNIT);
        assertThat(new Meter("dream_minute").isToken()).isFalse();
        assertThat(new Meter("dream_minute").fallback()).isEmpty();
    }

    @Test
    void aNameThatIsNotLowerSnakeCaseIsNoMeter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter("Input"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter("a".repeat(65)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # before                | later                   | the later one's share
            input=100 output=10     | input=300 output=30     | input=200 output=20
            input=100 output=10     | input=100 output=10     | input=0 output=0
            input=100 output=10     | input=90 output=30      | input=90 output=30
            input=100 output=10     | input=200               | input=100
            input=100               | input=200 output=20     | input=100 output=20
            input=9 output=60 reasoning=40 | input=9 output=200              | input=0 output=100
            input=9 output=200             | input=9 output=210 reasoning=90 | input=0 output=100
            input=9 output=60 reasoning=40 | input=9 output=50 reasoning=90  | input=9 output=50 reasoning=90
            """)
    void aRunningTotalAddsWhatItHasMoreThanTheOneBefore(String before, String later, String share) {
        assertThat(usage(later).since(usage(before))).isEqualTo(usage(share));
    }

    private static Usage usage(String text) {
        var usage = Usage.NONE;
        for (var count : text.split(" ")) {
            usage = usage.plus(new Meter(count.split("=")[0]), Long.parseLong(count.split("=")[1]));
        }
        return usage;
    }
}
