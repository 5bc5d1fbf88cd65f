package dev.bursar.aggregator;

import dev.bursar.contract.pricing.CostState;
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

    /** Adds what a query says of them to the conditions; dates begin in UTC. */
    public static void add(LedgerSql sql, Query query) {
        query.time("from", ZoneOffset.UTC).ifPresent(from -> sql.where("occurred_at >= " + sql.bind(from)));
        query.time("to", ZoneOffset.UTC).ifPresent(to -> sql.where("occurred_at < " + sql.bind(to)));
        query.one("source").ifPresent(source -> sql.where("source = " + sql.bind(source)));
        query.one("id").ifPresent(id -> sql.where("event_id = " + sql.bind(id)));
        query.one("response_id").ifPresent(id -> sql.where("response_id = " + sql.bind(id)));
        query.word("cost_state", COST_STATES).ifPresent(state -> sql.where("cost_state = " + sql.bind(state)));
        query.patterns().forEach(sql::whereMatchesAny);
    }
}
