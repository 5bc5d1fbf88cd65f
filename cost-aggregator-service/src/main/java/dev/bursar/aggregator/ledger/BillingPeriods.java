package dev.bursar.aggregator.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The month in which an entry is booked: the one place that decides it.
 *
 * @param zone the books'
 * @param closed months that nothing is booked in any more
 * @param open months that the books know and that are not closed
 */
public record BillingPeriods(ZoneId zone, NavigableSet<YearMonth> closed, Set<YearMonth> open) {

    public BillingPeriods {
        closed = Collections.unmodifiableNavigableSet(new TreeSet<>(closed));
        open = Set.copyOf(open);
    }

    /** Books in which no month was ever closed. */
    public static BillingPeriods allOpen(ZoneId zone) {
        return new BillingPeriods(zone, Collections.emptyNavigableSet(), Set.of());
    }

    /** The event's own month while that is open, else the one in which it is posted. */
    public YearMonth of(Instant time, Instant postedAt) {
        var own = month(time);
        return isOpen(own) ? own : month(postedAt);
    }

    /** A month that the books do not know is closed when a later one is: books go forward. */
    private boolean isOpen(YearMonth month) {
        return open.contains(month) || closed.isEmpty() || month.isAfter(closed.last());
    }

    public YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(zone));
    }

    /** The first instant of a month. */
    public Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}
