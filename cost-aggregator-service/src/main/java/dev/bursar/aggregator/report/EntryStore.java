package dev.bursar.aggregator.report;

import dev.bursar.aggregator.LedgerSql;
import dev.bursar.aggregator.Page;
import dev.bursar.aggregator.ledger.EntryId;
import dev.bursar.aggregator.ledger.LedgerEntry;
import dev.bursar.aggregator.ledger.LedgerRow;
import dev.bursar.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the ledger page by page, newest first. */
@ApplicationScoped
class EntryStore {

    private final Pool pool;

    EntryStore(Pool pool) {
        this.pool = pool;
    }

    /** @param conditions which entries; added to */
    Uni<List<LedgerEntry>> page(LedgerSql conditions, Page page) {
        page.after().map(EntryStore::number).ifPresent(number -> conditions.where("id < " + conditions.bind(number)));
        var text = "select " + LedgerRow.COLUMNS + " from ledger_entry where " + conditions.conditions()
                + " order by id desc limit " + conditions.bind(page.fetch());
        return pool.preparedQuery(text)
                .execute(conditions.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerRow::read)
                        .toList());
    }

    private static long number(String after) {
        return EntryId.parse(after)
                .map(EntryId::number)
                .orElseThrow(() ->
                        ProblemException.invalid("cursor", "not_a_cursor", "not a cursor that this listing gave"));
    }
}
