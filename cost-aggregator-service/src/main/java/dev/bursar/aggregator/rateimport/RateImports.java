package dev.bursar.aggregator.rateimport;

import dev.bursar.aggregator.pricing.RateCardStore;
import dev.bursar.aggregator.pricing.RateCardsChanged;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Imports rate cards as one unit, and takes them back as one. */
@ApplicationScoped
class RateImports {

    private static final int RANDOM = 1 << 20;

    private final Pool pool;
    private final RateCardStore cards;
    private final ImportStore imports;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RateImports(Pool pool, RateCardStore cards, ImportStore imports, InstantSource clock) {
        this.pool = pool;
        this.cards = cards;
        this.imports = imports;
        this.clock = clock;
    }

    /** What came of an import: its difference, and its id where anything was added. */
    record Outcome(Difference difference, Optional<String> id) {}

    /** What the file would change, against the cards that count now. */
    Uni<Difference> compare(PriceFile file, ImportOrder order) {
        return difference(pool, file, order);
    }

    Uni<Outcome> add(PriceFile file, ImportOrder order, String by) {
        var outcome = new AtomicReference<Outcome>();
        return cards.change(connection -> difference(connection, file, order)
                        .chain(difference -> add(connection, difference, order.format(), by, outcome)))
                .map(changed -> outcome.get());
    }

    private Uni<Difference> difference(SqlClient client, PriceFile file, ImportOrder order) {
        return cards.load(client)
                .chain(inForce ->
                        imports.imported(client, order).map(imported -> new Difference.Before(inForce, imported)))
                .map(before -> Difference.between(file, order.format(), before));
    }

    private Uni<RateCardsChanged> add(
            SqlConnection connection,
            Difference difference,
            Format format,
            String by,
            AtomicReference<Outcome> outcome) {
        if (difference.changes().isEmpty()) {
            outcome.set(new Outcome(difference, Optional.empty()));
            return Uni.createFrom().item(new RateCardsChanged(List.of(), List.of()));
        }
        var id = newId();
        outcome.set(new Outcome(difference, Optional.of(id)));
        return cards.allThereEverWere(connection)
                .map(all -> numbered(difference, all))
                .call(added -> imports.add(connection, id, format, added.size(), by))
                .call(added -> cards.insert(connection, added, Optional.of(by), Optional.of(id)))
                .map(added -> new RateCardsChanged(added, List.of()));
    }

    /**
     * Takes an import back as one unit: none of its cards counts any more, and what they superseded does again.
     *
     * @return whether it was there and not taken back before
     */
    Uni<Boolean> undo(String id, String by) {
        var done = new AtomicReference<>(false);
        return cards.change(connection -> imports.undo(connection, id, by).chain(undone -> {
                    done.set(undone);
                    return imports.cards(connection, id)
                            .call(added -> cards.remove(connection, added, by))
                            .map(added -> new RateCardsChanged(List.of(), added));
                }))
                .map(changed -> done.get());
    }

    private static List<RateCard> numbered(Difference difference, List<RateCard> all) {
        var versions = new HashMap<String, Integer>();
        all.forEach(card -> versions.merge(card.id(), card.version(), Math::max));
        var numbered = new ArrayList<RateCard>();
        for (var change : difference.changes()) {
            var card = change.card();
            numbered.add(
                    card.withVersion(versions.merge(card.id(), 1, Integer::sum)).withOrigin(Origin.OPERATOR));
        }
        return numbered;
    }

    private String newId() {
        return "imp_%013d%05x".formatted(clock.millis(), random.nextInt(RANDOM));
    }
}
