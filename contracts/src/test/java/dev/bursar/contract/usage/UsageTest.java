package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bursar.contract.usage.Meter.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
