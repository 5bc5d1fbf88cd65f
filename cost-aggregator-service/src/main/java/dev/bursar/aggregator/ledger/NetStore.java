package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.usage.EventIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Finds net postings: the entries that events stand at. */
@ApplicationScoped
public class NetStore {

    /**
     * A slice of the ledger by the order of its key, whatever the filter: no plan can read more of it. The row without an
     * identity says where it ends.
     */
    private static final String FIND = """
            with slice as materialized (
                select * from ledger_entry where id > %s and id < %s and %s order by id limit %s
            )
            select max(id) as id, null::bytea as identity from slice
            union all
            select id, identity from slice
            where %s and exists (select from event_identity i where i.id = slice.identity and i.net_entry = slice.id)
            """;

    private final Pool pool;

    NetStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was found in a part of the ledger.
     *
     * @param to the last entry looked at, empty where there was none left
     */
    public record Slice(List<EventIdentity> events, OptionalLong to) {}

    /**
     * Looks at the next entries. Nothing is locked.
     *
     * @param unpriced whether the filter asks for unpriced ones, which are quicker found
     * @param after the entry to go on after
     * @param through the last posting to look at
     * @param most entries to look at
     */
    public Uni<Slice> find(Consumer<LedgerSql> filter, boolean unpriced, long after, long through, int most) {
        var sql = new LedgerSql();
        var from = sql.bind(after);
        var to = sql.bind((through + 1) * EntryId.PER_POSTING);
        var limit = sql.bind(most);
        filter.accept(sql);
        var only = unpriced ? "cost_state = 'unpriced'" : "true";
        return pool.preparedQuery(FIND.formatted(from, to, only, limit, sql.conditions()))
                .execute(sql.parameters())
                .map(NetStore::slice);
    }

    private static Slice slice(RowSet<Row> rows) {
        var events = new ArrayList<EventIdentity>(rows.size());
        var to = OptionalLong.empty();
        for (var row : rows) {
            var identity = row.getBuffer("identity");
            if (identity != null) {
                events.add(LedgerRow.identity(identity.getBytes()));
            } else if (row.getLong("id") != null) {
                to = OptionalLong.of(row.getLong("id"));
            }
        }
        return new Slice(events, to);
    }
}
