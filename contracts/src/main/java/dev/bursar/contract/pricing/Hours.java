package dev.bursar.contract.pricing;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * A time of the day with other prices, in a zone: its own where it has some, the other token prices times the
 * multiplier. The instant that counts is the event's time, the end of the call.
 *
 * @param from inclusive
 * @param to exclusive; not after {@code from} means on the next day, so {@code 16:30} to {@code 00:30} goes over midnight
 * @param days on which it begins; none means every day
 */
public record Hours(
        LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days, BigDecimal multiplier, Prices prices) {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    public Hours {
        Tariff.requireMultiplier(multiplier);
        days = Set.copyOf(days);
        if (from.equals(to)) {
            throw new IllegalArgumentException("hours from " + from + " to " + to + ": all day, or never?");
        }
    }

    /** Whether it is so late there. */
    public boolean contains(Instant at) {
        var local = at.atZone(zone);
        var time = local.toLocalTime();
        var day = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return !time.isBefore(from) && time.isBefore(to) && begins(day);
        }
        return !time.isBefore(from) && begins(day) || time.isBefore(to) && begins(day.minus(1));
    }

    /** Whether it leaves nothing of another: where both could count, that is always in this one. */
    boolean covers(Hours other) {
        int length = minutes(from, to);
        int after = from.equals(other.from) ? 0 : minutes(from, other.from);
        // the other begins on the day after this one's beginning
        boolean nextDay = other.from.isBefore(from);
        return zone.equals(other.zone)
                && after + minutes(other.from, other.to) <= length
                && other.beginning().stream().allMatch(day -> begins(nextDay ? day.minus(1) : day));
    }

    private Set<DayOfWeek> beginning() {
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static int minutes(LocalTime from, LocalTime to) {
        int minutes = (int) Duration.between(from, to).toMinutes();
        return minutes <= 0 ? minutes + MINUTES_OF_A_DAY : minutes;
    }

    /** Names the window in the derivation of a cost: {@code 16:30-00:30}. */
    String label() {
        return from + "-" + to;
    }

    private boolean begins(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
