package dev.bursar.contract.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The time a limit holds for. Windows of a budget do not overlap and leave no gap; they are computed, never reset. */
public sealed interface Window {

    /** The window an instant lies in. */
    Interval at(Instant instant);

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

        @Override
        public Interval at(Instant instant) {
            var local = instant.atZone(zone);
            return unit == CalendarUnit.HOUR ? hour(local) : days(local.toLocalDate());
        }

        private Interval days(LocalDate date) {
            return switch (unit) {
                case DAY -> between(date, date.plusDays(1));
                case WEEK -> {
                    var monday = date.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
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

        private Interval between(LocalDate from, LocalDate to) {
            return new Interval(
                    from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        }

        /** An hour is cut where the zone's offset changes within it (half-hour shifts), so that windows never overlap. */
        private Interval hour(ZonedDateTime local) {
            var rules = zone.getRules();
            var start = local.truncatedTo(ChronoUnit.HOURS).toInstant();
            var end = start.plus(1, ChronoUnit.HOURS);
            var before = rules.previousTransition(local.toInstant().plusNanos(1));
            var after = rules.nextTransition(local.toInstant());
            if (before != null && before.getInstant().isAfter(start)) {
                start = before.getInstant();
            }
            if (after != null && after.getInstant().isBefore(end)) {
                end = after.getInstant();
            }
            return new Interval(start, end);
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
