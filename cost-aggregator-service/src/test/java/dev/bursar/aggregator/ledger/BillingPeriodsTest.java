package dev.bursar.aggregator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BillingPeriodsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant POSTED = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void anEntryIsBookedInItsEventsMonthWhileThatIsOpenAndThenInTheCurrentOne() {
        // Given
        var october = YearMonth.of(2026, 10);
        var closed = new BillingPeriods(BERLIN, new TreeSet<>(Set.of(october)), Set.of(YearMonth.of(2026, 9)));

        // Then
        assertThat(BillingPeriods.allOpen(BERLIN).of(Instant.parse("2026-10-31T22:59:59Z"), POSTED))
                .isEqualTo(october);
        assertThat(closed.of(Instant.parse("2026-10-31T22:59:59Z"), POSTED)).isEqualTo(YearMonth.of(2026, 11));
        assertThat(closed.of(Instant.parse("2026-10-31T23:00:00Z"), POSTED)).isEqualTo(YearMonth.of(2026, 11));
        assertThat(closed.of(Instant.parse("2026-09-10T00:00:00Z"), POSTED)).isEqualTo(YearMonth.of(2026, 9));
        assertThat(closed.of(Instant.parse("2026-08-10T00:00:00Z"), POSTED)).isEqualTo(YearMonth.of(2026, 11));
    }
}
