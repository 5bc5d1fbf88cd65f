package dev.bursar.aggregator.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void aMonthIsOverAtMidnightOfTheBooksZone() {
        assertThat(Period.isOver(OCTOBER, BERLIN, Instant.parse("2026-10-31T22:59:59Z")))
                .isFalse();
        assertThat(Period.isOver(OCTOBER, BERLIN, Instant.parse("2026-10-31T23:00:00Z")))
                .isTrue();
    }

    @Test
    void itClosesFiveDaysLater() {
        // Given
        var opened = Instant.parse("2026-10-01T08:00:00Z");

        // Then
        assertThat(Period.isDue(OCTOBER, opened, BERLIN, Instant.parse("2026-11-05T22:59:59Z")))
                .isFalse();
        assertThat(Period.isDue(OCTOBER, opened, BERLIN, Instant.parse("2026-11-05T23:00:00Z")))
                .isTrue();
    }

    @Test
    void oneThatIsFirstHeardOfLaterHasFiveDaysFromThen() {
        // Given
        var opened = Instant.parse("2026-11-22T08:00:00Z");

        // Then
        assertThat(Period.isDue(OCTOBER, opened, BERLIN, Instant.parse("2026-11-27T07:59:59Z")))
                .isFalse();
        assertThat(Period.isDue(OCTOBER, opened, BERLIN, Instant.parse("2026-11-27T08:00:00Z")))
                .isTrue();
    }
}
