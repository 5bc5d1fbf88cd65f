package dev.bursar.aggregator.correction;

import dev.bursar.aggregator.correction.CorrectionRequest.Kind;
import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.contract.Json;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.contract.pricing.RateCards;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Has unpriced events priced anew when rate cards are not what they were last tried with: after a card was added by the API, by
 * an import or by a new release. It compares what is stored, so a restart or another instance misses nothing.
 */
@ApplicationScoped
class UnpricedWatch {

    private static final String TRIED = """
            select books.generation as now, tried.generation as then, tried.cards
            from books cross join rate_cards_tried tried for update of tried
            """;

    private static final String ANY =
            "select exists (select from ledger_entry where cost_state = 'unpriced') as unpriced";

    private static final String TRY = "update rate_cards_tried set generation = $1, cards = $2";

    private static final CorrectionRequest EVERY_UNPRICED =
            CorrectionRequest.readStored(Kind.REPRICING, Json.object().put("cost_state", "unpriced"));

    private final Pool pool;
    private final RateCardStore cards;
    private final CorrectionStore corrections;

    UnpricedWatch(Pool pool, RateCardStore cards, CorrectionStore corrections) {
        this.pool = pool;
        this.cards = cards;
        this.corrections = corrections;
    }

    /** Most times this is one short query: cards change with the generation only. */
    Uni<Void> look() {
        return pool.withTransaction(connection -> connection
                .query(TRIED)
                .execute()
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getLong("now").equals(row.getLong("then"))
                        ? Uni.createFrom().voidItem()
                        : cards.load(connection).chain(all -> compare(connection, row, fingerprint(all)))));
    }

    private Uni<Void> compare(SqlConnection connection, Row row, Buffer now) {
        var asBefore = now.equals(row.getBuffer("cards"));
        var asked = asBefore ? Uni.createFrom().voidItem() : ask(connection);
        return asked.chain(() -> connection.preparedQuery(TRY).execute(Tuple.of(row.getLong("now"), now)))
                .replaceWithVoid();
    }

    private Uni<Void> ask(SqlConnection connection) {
        return connection
                .query(ANY)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("unpriced"))
                .chain(any -> any
                        ? corrections.add(connection, EVERY_UNPRICED).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private static Buffer fingerprint(RateCards all) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            all.all()
                    .forEach(card -> sha.update((card.id() + " " + card.version() + RateCardJson.write(card) + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
            return Buffer.buffer(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
