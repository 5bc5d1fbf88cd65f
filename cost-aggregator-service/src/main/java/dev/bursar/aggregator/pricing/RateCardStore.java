package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.aggregator.AdvisoryLock;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
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
import jakarta.enterprise.event.Event;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of rate cards: versions are added, and taken out of force; none is edited. */
@ApplicationScoped
public class RateCardStore {

    private static final String LOAD = """
            select id, version, definition::text, built_in from rate_card_active order by id, version
            """;

    private static final String VERSIONS = """
            select rate_card.id, rate_card.version, definition::text, built_in, created_at, created_by, import, removed_at
            from rate_card left join rate_card_removal using (id, version)
            where rate_card.id = $1
            order by rate_card.version desc
            """;

    private static final String ALL = """
            select id, version, definition::text, built_in from rate_card order by id, version
            """;

    private static final String LOCK_GENERATION = """
            select pg_advisory_xact_lock($1)::text
            """;

    private static final String INSERT = """
            insert into rate_card
                (id, version, provider, effective_from, definition, built_in, created_by, import, created_at)
            values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, now())
            """;

    private static final String REMOVE = """
            insert into rate_card_removal (id, version, removed_by, removed_at) values ($1, $2, $3, now())
            """;

    private static final String RAISE_GENERATION = """
            update books set generation = generation + 1
            """;

    private final Pool pool;
    private final Event<RateCardsChanged> changes;

    RateCardStore(Pool pool, Event<RateCardsChanged> changes) {
        this.pool = pool;
        this.changes = changes;
    }

    /** Every version of every card that counts, as they are stored now. */
    public Uni<RateCards> load(SqlClient client) {
        return client.query(LOAD).execute().map(RateCardStore::cards).map(RateCards::new);
    }

    /** {@link #load(SqlClient)} in a transaction of its own. */
    public Uni<RateCards> load() {
        return load(pool);
    }

    /** Every version of a card there ever was, the newest first. */
    Uni<List<StoredCard>> versions(String id) {
        return versions(pool, id);
    }

    Uni<List<StoredCard>> versions(SqlClient client, String id) {
        return client.preparedQuery(VERSIONS)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(RateCardStore::stored).toList());
    }

    /** Every version there ever was: a number is never given twice. */
    public Uni<List<RateCard>> allThereEverWere(SqlClient client) {
        return client.query(ALL).execute().map(RateCardStore::cards);
    }

    /**
     * Adds those built-in cards that are missing or whose figures changed. Postings that priced without them start over.
     *
     * @return how many were added
     */
    public Uni<Integer> addMissing(RateCards builtIn) {
        return change(connection -> allThereEverWere(connection)
                        .map(stored -> BuiltInChanges.missing(builtIn.all(), stored))
                        .call(missing -> insert(connection, missing, Optional.empty(), Optional.empty()))
                        .map(missing -> new RateCardsChanged(missing, List.of())))
                .map(changed -> changed.added().size());
    }

    /**
     * One change between two postings, told once it is committed.
     *
     * @param work what to change; nothing changed raises no generation
     */
    public Uni<RateCardsChanged> change(Function<SqlConnection, Uni<RateCardsChanged>> work) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(LOCK_GENERATION)
                        .execute(Tuple.of(AdvisoryLock.GENERATION.key()))
                        .chain(() -> work.apply(connection))
                        .call(changed -> changed.isNothing()
                                ? Uni.createFrom().voidItem()
                                : connection.query(RAISE_GENERATION).execute().replaceWithVoid()))
                .invoke(changed -> {
                    if (!changed.isNothing()) {
                        changes.fireAsync(changed);
                    }
                });
    }

    public Uni<Void> insert(
            SqlConnection connection, List<RateCard> cards, Optional<String> createdBy, Optional<String> importId) {
        return batch(
                connection,
                INSERT,
                cards.stream().map(card -> row(card, createdBy, importId)).toList());
    }

    public Uni<Void> remove(SqlConnection connection, List<RateCard> cards, String removedBy) {
        return batch(
                connection,
                REMOVE,
                cards.stream()
                        .map(card -> Tuple.of(card.id(), card.version(), removedBy))
                        .toList());
    }

    private static Uni<Void> batch(SqlConnection connection, String statement, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(statement).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(RateCard card, Optional<String> createdBy, Optional<String> importId) {
        return Tuple.tuple()
                .addString(card.id())
                .addInteger(card.version())
                .addString(card.provider())
                .addOffsetDateTime(card.effectiveFrom().atOffset(ZoneOffset.UTC))
                .addString(RateCardJson.write(card).toString())
                .addBoolean(card.origin() == Origin.BUILT_IN)
                .addString(createdBy.orElse(null))
                .addString(importId.orElse(null));
    }

    private static List<RateCard> cards(RowSet<Row> rows) {
        var cards = new ArrayList<RateCard>(rows.size());
        rows.forEach(row -> cards.add(card(row)));
        return cards;
    }

    private static StoredCard stored(Row row) {
        return new StoredCard(
                card(row),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("created_by")),
                Optional.ofNullable(row.getString("import")),
                Optional.ofNullable(row.getOffsetDateTime("removed_at")).map(OffsetDateTime::toInstant));
    }

    private static RateCard card(Row row) {
        try {
            return RateCardJson.read(
                            row.getString("id"), row.getInteger("version"), Json.read(row.getString("definition")))
                    .withOrigin(row.getBoolean("built_in") ? Origin.BUILT_IN : Origin.OPERATOR);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored rate card is not JSON", e);
        }
    }
}
