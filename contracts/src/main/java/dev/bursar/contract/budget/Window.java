package dev.bursar.contract.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The time a limit holds for. Windows of a budget do not overlap and leave no gap; they are computed, never reset. */
public sealed interface Window {

    /** The window an instant lies in. */
    Interval at(Instant instant);

    /** Every window that has an instant in common with the span, in order. */
    default List<Interval> covering(Interval span) {
        var windows = new ArrayList<Interval>();
        Interval previous = null;
        for (var window = at(span.start());
                !window.equals(previous) && window.start().isBefore(span.end());
                window = at(window.end())) {
            if (span.start().isBefore(window.end())) {
                windows.add(window);
            }
            previous = window;
        }
        return windows;
    }

    /** Half-open: {@code start} is in it, {@code end} is not. */
    record Interval(Instant start, Instant end) {

        public Interval {
            if (!start.isBefore(end)) {
                throw new IllegalArgumentException("an interval ends after it begins: " + start + " to " + end);
            }
        }

        public boolean contains(Instant instant) {
            return !instant.isBefore(start) && instant.isBefore(end);
        }
    }

    /** The units of a calendar window; weeks begin on Monday. */
    enum CalendarUnit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A unit of the calendar in a zone: a day of 23, 24 or 25 hours is one day. */
    record Calendar(CalendarUnit unit, ZoneId zone) implements Window {

        private static final long HOUR_SECONDS = 3600;

        @Override
        public Interval at(Instant instant) {
            if (unit == CalendarUnit.HOUR) {
                return hour(instant);
            }
            var interval = days(instant.atZone(zone).toLocalDate());
            while (!instant.isBefore(interval.end())) {
                // Clocks set back over midnight show a date again that has ended: it stays ended.
                interval = days(interval.end().atZone(zone).toLocalDate());
            }
            return interval;
        }

        private Interval days(LocalDate date) {
            return switch (unit) {
                case DAY -> between(date, date.plusDays(1));
                case WEEK -> {
                    var monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    yield between(monday, monday.plusWeeks(1));
                }
                case MONTH ->
                    between(date.withDayOfMonth(1), date.withDayOfMonth(1).plusMonths(1));
                case QUARTER -> {
                    var first = date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
                    yield between(first, first.plusMonths(3));
                }
                case YEAR ->
                    between(date.withDayOfYear(1), date.withDayOfYear(1).plusYears(1));
                case HOUR -> throw new IllegalStateException("an hour is not made of days");
            };
        }

        /** A date begins when it is first shown; one that is left out begins with the next. */
        private Interval between(LocalDate from, LocalDate to) {
            return new Interval(
                    from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        }

        /** An hour is cut where the zone's offset changes within it (half-hour shifts), so that windows never overlap. */
        private Interval hour(Instant instant) {
            var rules = zone.getRules();
            long offset = rules.getOffset(instant).getTotalSeconds();
            long first = Math.floorDiv(instant.getEpochSecond() + offset, HOUR_SECONDS) * HOUR_SECONDS - offset;
            var start = Instant.ofEpochSecond(first);
            var end = start.plusSeconds(HOUR_SECONDS);
            var before = rules.previousTransition(instant.plusNanos(1));
            var after = rules.nextTransition(instant);
            return new Interval(
                    before == null || before.getInstant().isBefore(start) ? start : before.getInstant(),
                    after == null || after.getInstant().isAfter(end) ? end : after.getInstant());
        }
    }

    /** One window and no other; what lies outside it counts nowhere, and {@link #at} gives the window all the same. */
    record Fixed(Interval interval) implements Window {

        @Override
        public Interval at(Instant instant) {
            return interval;
        }
    }

    /** All time there is. */
    record Lifetime() implements Window {

        /** From the epoch to the year 9999: what RFC 3339 and PostgreSQL can both write. */
        public static final Interval ALWAYS = new Interval(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

        @Override
        public Interval at(Instant instant) {
            return ALWAYS;
        }
    }
}
