package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The table of rate cards. */
@ApplicationScoped
public class RateCardStore {

    private static final String LOAD = """
            select id, version, definition::text from rate_card order by id, version
            """;

    private static final String LOCK_GENERATION = """
            select pg_advisory_xact_lock($1)::text
            """;

    private static final String INSERT = """
            insert into rate_card (id, version, provider, effective_from, definition, built_in, created_at)
            values ($1, $2, $3, $4, $5::text::jsonb, true, now())
            """;

    private static final String RAISE_GENERATION = """
            update books set generation = generation + 1
            """;

    private final Pool pool;

    RateCardStore(Pool pool) {
        this.pool = pool;
    }

    /** Every version of every card, as they are stored now. */
    public Uni<RateCards> load(SqlClient client) {
        return client.query(LOAD).execute().map(RateCardStore::cards);
    }

    /** {@link #load(SqlClient)} in a transaction of its own. */
    public Uni<RateCards> load() {
        return load(pool);
    }

    /**
     * Adds those built-in cards that are missing or whose figures changed. Postings that priced without them start over.
     *
     * @return how many were added
     */
    public Uni<Integer> addMissing(RateCards builtIn) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK_GENERATION)
                .execute(Tuple.of(AdvisoryLock.GENERATION.key()))
                .chain(() -> load(connection))
                .map(stored -> BuiltInChanges.missing(builtIn.all(), stored.all()))
                .call(missing -> insert(connection, missing))
                .map(List::size));
    }

    private static Uni<RowSet<Row>> insert(SqlConnection connection, List<RateCard> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        var rows = missing.stream().map(RateCardStore::row).toList();
        return connection
                .preparedQuery(INSERT)
                .executeBatch(rows)
                .chain(() -> connection.query(RAISE_GENERATION).execute());
    }

    private static Tuple row(RateCard card) {
        return Tuple.of(
                card.id(),
                card.version(),
                card.provider(),
                card.effectiveFrom().atOffset(ZoneOffset.UTC),
                RateCardJson.write(card).toString());
    }

    private static RateCards cards(RowSet<Row> rows) {
        var cards = new ArrayList<RateCard>(rows.size());
        rows.forEach(row -> cards.add(card(row)));
        return new RateCards(cards);
    }

    private static RateCard card(Row row) {
        try {
            return RateCardJson.read(
                    row.getString("id"), row.getInteger("version"), Json.read(row.getString("definition")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored rate card is not JSON", e);
        }
    }
}
