package dev.bursar.contract.pricing;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
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

    /** Names the window in the derivation of a cost: {@code 16:30-00:30}. */
    String label() {
        return from + "-" + to;
    }

    private boolean begins(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
