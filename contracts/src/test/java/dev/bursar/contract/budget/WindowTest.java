package dev.bursar.contract.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.contract.budget.Window.Calendar;
import dev.bursar.contract.budget.Window.CalendarUnit;
import dev.bursar.contract.budget.Window.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static Calendar calendar(CalendarUnit unit, String zone) {
        return new Calendar(unit, ZoneId.of(zone));
    }

    private static Interval interval(String start, String end) {
        return new Interval(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void aDayInBerlinHas23HoursInSpringAnd25InAutumn() {
        var day = calendar(CalendarUnit.DAY, "Europe/Berlin");

        assertThat(day.at(Instant.parse("2026-03-29T12:00:00Z")))
                .isEqualTo(interval("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertThat(day.at(Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(interval("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @Test
    void anInstantAtTheEndLiesInTheNextWindow() {
        var day = calendar(CalendarUnit.DAY, "Europe/Berlin");

        assertThat(day.at(Instant.parse("2026-11-21T23:00:00Z")).start())
                .isEqualTo(Instant.parse("2026-11-21T23:00:00Z"));
        assertThat(day.at(Instant.parse("2026-11-21T22:59:59.999999999Z")).end())
                .isEqualTo(Instant.parse("2026-11-21T23:00:00Z"));
    }

    @Test
    void everyUnitBeginsWhereTheCalendarSays() {
        var at = Instant.parse("2026-11-22T10:15:30Z");

        assertThat(calendar(CalendarUnit.HOUR, "UTC").at(at))
                .isEqualTo(interval("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"));
        assertThat(calendar(CalendarUnit.WEEK, "UTC").at(at))
                .isEqualTo(interval("2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"));
        assertThat(calendar(CalendarUnit.MONTH, "UTC").at(at))
                .isEqualTo(interval("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"));
        assertThat(calendar(CalendarUnit.QUARTER, "UTC").at(at))
                .isEqualTo(interval("2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        assertThat(calendar(CalendarUnit.YEAR, "UTC").at(at))
                .isEqualTo(interval("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    }

    @Test
    void hoursBeginOnTheHourOfTheZone() {
        assertThat(calendar(CalendarUnit.HOUR, "Asia/Kathmandu").at(Instant.parse("2026-11-22T10:15:30Z")))
                .isEqualTo(interval("2026-11-22T10:15:00Z", "2026-11-22T11:15:00Z"));
    }

    @Test
    void halfAnHourOfDaylightSavingCutsTheHourItFallsIn() {
        var hour = calendar(CalendarUnit.HOUR, "Australia/Lord_Howe");
        var forward = Instant.parse("2026-10-03T15:30:00Z");

        assertThat(hour.at(forward.minusSeconds(1))).isEqualTo(new Interval(forward.minusSeconds(3600), forward));
        assertThat(hour.at(forward.plusSeconds(900))).isEqualTo(new Interval(forward, forward.plusSeconds(1800)));
        assertThat(hour.at(forward.plusSeconds(2400)).end()).isEqualTo(forward.plusSeconds(5400));
    }

    @Test
    void aDayThatAnIslandSkippedIsNoWindow() {
        var day = calendar(CalendarUnit.DAY, "Pacific/Apia");

        var last = day.at(Instant.parse("2011-12-30T09:59:59Z"));

        assertThat(last).isEqualTo(interval("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"));
        assertThat(day.at(last.end()))
                .isEqualTo(new Interval(last.end(), last.end().plus(Duration.ofDays(1))));
    }

    @Test
    void aDateShownAgainAfterMidnightStaysEnded() {
        // Clocks in St John's went back from 00:01 to 23:01 of the day before.
        var day = calendar(CalendarUnit.DAY, "America/St_Johns");
        var shownAgain = Instant.parse("2006-10-29T03:00:00Z");

        var window = day.at(shownAgain);

        assertThat(shownAgain.atZone(ZoneId.of("America/St_Johns")).getDayOfMonth())
                .isEqualTo(28);
        assertThat(window).isEqualTo(interval("2006-10-29T02:30:00Z", "2006-10-30T03:30:00Z"));
    }

    @Test
    void aSpanIsCoveredByItsWindowsInOrder() {
        var day = calendar(CalendarUnit.DAY, "Europe/Berlin");

        var windows = day.covering(interval("2026-10-24T10:00:00Z", "2026-10-25T23:00:00Z"));

        assertThat(windows)
                .containsExactly(
                        interval("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"),
                        interval("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @Test
    void aFixedWindowCoversOnlyWhatItMeets() {
        var fixed = new Window.Fixed(interval("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));

        assertThat(fixed.covering(interval("2026-01-31T00:00:00Z", "2026-03-01T00:00:00Z")))
                .containsExactly(fixed.interval());
        assertThat(fixed.covering(interval("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")))
                .isEmpty();
        assertThat(fixed.covering(interval("2025-02-01T00:00:00Z", "2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void allTimeIsOneWindow() {
        var lifetime = new Window.Lifetime();

        assertThat(lifetime.covering(interval("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")))
                .containsExactly(Window.Lifetime.ALWAYS);
    }

    @Test
    void anIntervalThatDoesNotEndAfterItBeginsIsNone() {
        assertThatThrownBy(() -> interval("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
