package dev.bursar.aggregator.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads single entries of the ledger. */
@ApplicationScoped
public class LedgerStore {

    private static final String FIND = "select " + LedgerRow.COLUMNS + """
            from ledger_entry
            where id = $1 and posted_at >= $2 and posted_at < $3
            """;

    private final Pool pool;

    LedgerStore(Pool pool) {
        this.pool = pool;
    }

    /** One entry, found in the partition that its id names. */
    public Uni<Optional<LedgerEntry>> find(EntryId id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id.number(), utc(id.monthStart()), utc(id.monthEnd())))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(LedgerRow.read(rows.iterator().next()))
                        : Optional.empty());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
