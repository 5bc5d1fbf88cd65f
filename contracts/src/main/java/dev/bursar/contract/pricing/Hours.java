package dev.bursar.contract.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A time of every day with other prices, in a zone: its own where it has some, the other token prices times the
 * multiplier. The instant that counts is the event's time, the end of the call.
 *
 * @param from inclusive
 * @param to exclusive; not after {@code from} means on the next day, so {@code 16:30} to {@code 00:30} goes over midnight
 */
public record Hours(LocalTime from, LocalTime to, ZoneId zone, BigDecimal multiplier, Prices prices) {

    public Hours {
        Tariff.requireMultiplier(multiplier);
        if (from.equals(to)) {
            throw new IllegalArgumentException("hours from " + from + " to " + to + ": all day, or never?");
        }
    }

    /** Whether it is so late there. */
    public boolean contains(Instant at) {
        var time = at.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** Names the window in the derivation of a cost: {@code 16:30-00:30}. */
    String label() {
        return from + "-" + to;
    }
}
