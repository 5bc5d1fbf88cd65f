package dev.bursar.aggregator.ledger;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.contract.usage.EventIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds net postings: the entries that events stand at. */
@ApplicationScoped
public class NetStore {

    private static final String FIND = """
            select id, identity from ledger_entry
            where %s and exists (
                select from event_identity i where i.id = ledger_entry.identity and i.net_entry = ledger_entry.id)
            order by id limit %s
            """;

    private final Pool pool;

    NetStore(Pool pool) {
        this.pool = pool;
    }

    /** A net posting. */
    public record Net(long entry, EventIdentity event) {}

    /**
     * The next ones that meet a filter, in the order of entries. Nothing is locked.
     *
     * @param after the entry to go on after
     * @param through the last posting to look at
     */
    public Uni<List<Net>> find(Consumer<LedgerSql> filter, long after, long through, int most) {
        var sql = new LedgerSql();
        filter.accept(sql);
        sql.where("id > " + sql.bind(after));
        sql.where("id < " + sql.bind((through + 1) * EntryId.PER_POSTING));
        return pool.preparedQuery(FIND.formatted(sql.conditions(), sql.bind(most)))
                .execute(sql.parameters())
                .map(rows -> {
                    var nets = new ArrayList<Net>(rows.size());
                    rows.forEach(row -> nets.add(new Net(
                            row.getLong("id"),
                            LedgerRow.identity(row.getBuffer("identity").getBytes()))));
                    return nets;
                });
    }
}
