package dev.bursar.aggregator.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * The month in which an entry is booked: the one place that decides it. Every month is open, so it is the event's own.
 *
 * @param zone the books'
 */
public record BillingPeriods(ZoneId zone) {

    public YearMonth of(Instant time) {
        return YearMonth.from(time.atZone(zone));
    }
}
