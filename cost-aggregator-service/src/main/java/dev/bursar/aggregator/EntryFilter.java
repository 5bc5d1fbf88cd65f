package dev.bursar.aggregator;

import dev.bursar.contract.pricing.CostState;
import dev.bursar.kit.problem.ProblemException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which entries are meant, by event time, event, state of cost and any dimensions. */
public final class EntryFilter {

    /** The names it knows besides dimensions. */
    public static final Set<String> NAMES = Set.of("from", "to", "source", "id", "response_id", "cost_state");

    private static final Set<String> COST_STATES =
            Arrays.stream(CostState.values()).map(CostState::code).collect(Collectors.toSet());

    private EntryFilter() {}

    /**
     * Adds what a query says of them to the conditions; dates begin in UTC.
     *
     * @throws ProblemException a value that is none, a span that ends before it begins
     */
    public static void add(LedgerSql sql, Query query) {
        var from = query.time("from", ZoneOffset.UTC);
        var to = query.time("to", ZoneOffset.UTC);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw query.invalid("to", "out_of_range", "to is before from");
        }
        from.ifPresent(start -> sql.where("occurred_at >= " + sql.bind(start)));
        to.ifPresent(end -> sql.where("occurred_at < " + sql.bind(end)));
        query.one("source").ifPresent(source -> sql.where("source = " + sql.bind(source)));
        query.one("id").ifPresent(id -> sql.where("event_id = " + sql.bind(id)));
        query.one("response_id").ifPresent(id -> sql.where("response_id = " + sql.bind(id)));
        query.word("cost_state", COST_STATES).ifPresent(state -> sql.where("cost_state = " + sql.bind(state)));
        query.patterns().forEach(sql::whereMatchesAny);
    }
}
