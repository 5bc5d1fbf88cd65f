package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of imports. */
@ApplicationScoped
class ImportStore {

    private static final String ADD = """
            insert into rate_import (id, format, cards, imported_by, imported_at) values ($1, $2, $3, $4, now())
            """;

    private static final String UNDO = """
            update rate_import set undone_by = $2, undone_at = now() where id = $1 and undone_at is null
            """;

    private static final String FIND = """
            select id, format, cards, imported_by, imported_at, undone_by, undone_at from rate_import where id = $1
            """;

    private static final String PAGE = """
            select id, format, cards, imported_by, imported_at, undone_by, undone_at from rate_import
            where ($1::text is null or id < $1) order by id desc limit $2
            """;

    /** Those of its cards that still count. */
    private static final String CARDS = """
            select id, version, definition::text from rate_card_active where import = $1 order by id, version
            """;

    /** Ids of cards that an import of a format made and that still count. */
    private static final String IMPORTED = """
            select distinct card.id from rate_card_active card
            join rate_import on rate_import.id = card.import
            where rate_import.format = $1 and ($2::text is null or card.provider = $2)
            """;

    private final Pool pool;

    ImportStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection connection, String id, Format format, int cards, String by) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(id, format.code(), cards, by))
                .replaceWithVoid();
    }

    /** Whether it was there and not undone before. */
    Uni<Boolean> undo(SqlConnection connection, String id, String by) {
        return connection.preparedQuery(UNDO).execute(Tuple.of(id, by)).map(rows -> rows.rowCount() == 1);
    }

    Uni<Optional<RateImport>> find(String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().map(ImportStore::rateImport));
    }

    /** The newest first. */
    Uni<List<RateImport>> page(Optional<String> before, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(before.orElse(null), most))
                .map(rows -> rows.stream().map(ImportStore::rateImport).toList());
    }

    Uni<List<RateCard>> cards(SqlClient client, String id) {
        return client.preparedQuery(CARDS)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(ImportStore::card).toList());
    }

    Uni<Set<String>> imported(SqlClient client, ImportOrder order) {
        return client.preparedQuery(IMPORTED)
                .execute(
                        Tuple.of(order.format().code(), order.terms().provider().orElse(null)))
                .map(rows -> rows.stream().map(row -> row.getString("id")).collect(Collectors.toSet()));
    }

    private static RateImport rateImport(Row row) {
        return new RateImport(
                row.getString("id"),
                row.getString("format"),
                row.getInteger("cards"),
                row.getString("imported_by"),
                row.getOffsetDateTime("imported_at").toInstant(),
                Optional.ofNullable(row.getString("undone_by")),
                Optional.ofNullable(row.getOffsetDateTime("undone_at")).map(OffsetDateTime::toInstant));
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
