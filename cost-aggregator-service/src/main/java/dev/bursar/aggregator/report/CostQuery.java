package dev.bursar.aggregator.report;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Query;
import dev.bursar.aggregator.Visibility;
import dev.bursar.aggregator.period.PeriodResource;
import dev.bursar.contract.budget.Window;
import dev.bursar.contract.budget.Window.Calendar;
import dev.bursar.contract.budget.Window.CalendarUnit;
import dev.bursar.contract.budget.Window.Interval;
import dev.bursar.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a report of costs is asked for.
 *
 * @param intervals the span in pieces, in order; the span itself where it is not divided
 * @param groupBy dimensions
 * @param patterns by dimension
 * @param period the billing period whose entries are meant, whatever their events' times; absent: those of the span
 * @param asOf what was posted later is left out; absent: nothing is; never in the future, which nobody can answer for
 */
record CostQuery(
        Interval span,
        ZoneId zone,
        List<Interval> intervals,
        List<String> groupBy,
        Map<String, List<String>> patterns,
        Optional<YearMonth> period,
        Optional<Instant> asOf) {

    /** More pieces are no report any more. */
    private static final int MOST_INTERVALS = 10_000;

    private static final int MOST_GROUPS = 8;
    private static final Set<String> INTERVALS = Set.of("none", "hour", "day", "week", "month");

    static CostQuery read(Query query, Instant now) {
        var zone = query.zone();
        var span = span(query, zone, now);
        var interval = query.word("interval", INTERVALS).orElse("none");
        var groupBy = groupBy(query);
        return new CostQuery(
                span,
                zone,
                intervals(span, interval, zone),
                groupBy,
                query.patterns(),
                Optional.empty(),
                query.time("as_of", zone).map(asOf -> asOf.isAfter(now) ? now : asOf));
    }

    /** The billing period that is asked for instead of a span of event time. */
    static Optional<YearMonth> period(Query query) {
        var period = query.one("period");
        if (period.isPresent()) {
            for (var other : List.of("from", "to", "zone", "interval", "as_of")) {
                if (query.one(other).isPresent()) {
                    throw query.invalid(other, "contradicts", other + " does not go with period");
                }
            }
        }
        return period.map(text -> PeriodResource.parse(text)
                .orElseThrow(() -> query.invalid("period", "not_a_month", "period is a month such as 2026-10")));
    }

    /**
     * A billing period's own report.
     *
     * @param zone the books'
     * @param asOf when the month closed, or now
     */
    static CostQuery of(YearMonth period, ZoneId zone, Instant asOf, Query query) {
        var span = new Calendar(CalendarUnit.MONTH, zone)
                .at(period.atDay(1).atStartOfDay(zone).toInstant());
        return new CostQuery(
                span, zone, List.of(span), groupBy(query), query.patterns(), Optional.of(period), Optional.of(asOf));
    }

    /** Adds which entries are meant, of those that are visible. */
    void addTo(LedgerSql sql, Visibility visible) {
        if (period.isPresent()) {
            sql.where("billing_period = " + sql.bind(period.get().atDay(1)));
        } else {
            sql.where("occurred_at >= " + sql.bind(span.start()));
            sql.where("occurred_at < " + sql.bind(span.end()));
        }
        asOf.ifPresent(instant -> sql.where("posted_at <= " + sql.bind(instant)));
        patterns.forEach(sql::whereMatchesAny);
        visible.restrict(sql);
    }

    private static List<String> groupBy(Query query) {
        var groupBy = query.dimensions("group_by");
        if (groupBy.size() > MOST_GROUPS) {
            throw ProblemException.invalid("group_by", "too_many", "at most " + MOST_GROUPS + " dimensions");
        }
        return groupBy;
    }

    private static Interval span(Query query, ZoneId zone, Instant now) {
        var from = query.time("from", zone)
                .orElseGet(() -> new Calendar(CalendarUnit.MONTH, zone).at(now).start());
        var to = query.time("to", zone).orElse(now);
        if (!from.isBefore(to)) {
            throw ProblemException.invalid("to", "out_of_range", "to is not after from");
        }
        return new Interval(from, to);
    }

    private static List<Interval> intervals(Interval span, String interval, ZoneId zone) {
        if (interval.equals("none")) {
            return List.of(span);
        }
        var unit = CalendarUnit.valueOf(interval.toUpperCase(Locale.ROOT));
        var calendar = new Calendar(unit, zone);
        if (span.start().plus(longest(unit)).isBefore(span.end())) {
            throw ProblemException.invalid(
                    "interval", "out_of_range", "from and to are more than " + MOST_INTERVALS + " intervals apart");
        }
        return calendar.covering(span).stream().map(window -> cut(window, span)).toList();
    }

    /** How much time so many intervals cover at least. */
    private static Duration longest(CalendarUnit unit) {
        var one = unit == CalendarUnit.HOUR ? Duration.ofMinutes(30) : Duration.ofHours(12);
        return one.multipliedBy(MOST_INTERVALS);
    }

    private static Interval cut(Window.Interval window, Interval span) {
        return new Interval(
                window.start().isBefore(span.start()) ? span.start() : window.start(),
                window.end().isAfter(span.end()) ? span.end() : window.end());
    }
}
