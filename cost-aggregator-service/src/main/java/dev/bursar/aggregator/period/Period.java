package dev.bursar.aggregator.period;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A month of the books.
 *
 * @param openedAt when the first entry was booked in it
 * @param costUsd what is booked in it
 * @param correctionsUsd how much of that belongs to earlier months
 */
record Period(
        YearMonth month, Instant openedAt, Optional<Instant> closedAt, BigDecimal costUsd, BigDecimal correctionsUsd) {

    /** How long a month stays open after its end, and one that is first heard of later from then on. */
    static final Duration GRACE = Duration.ofDays(5);

    /** Whether a month is over. */
    static boolean isOver(YearMonth month, ZoneId zone, Instant now) {
        return !end(month, zone).isAfter(now);
    }

    /** Whether a month closes by itself. */
    static boolean isDue(YearMonth month, Instant openedAt, ZoneId zone, Instant now) {
        var since = end(month, zone).isAfter(openedAt) ? end(month, zone) : openedAt;
        return !since.plus(GRACE).isAfter(now);
    }

    static Instant end(YearMonth month, ZoneId zone) {
        return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    }

    ObjectNode json() {
        return Json.object()
                .put("id", month.toString())
                .put("state", closedAt.isPresent() ? "closed" : "open")
                .put("closed_at", closedAt.map(Instant::toString).orElse(null))
                .put("cost_usd", Json.money(costUsd))
                .put("corrections_usd", Json.money(correctionsUsd));
    }
}
