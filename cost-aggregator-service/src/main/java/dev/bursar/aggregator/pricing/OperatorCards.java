package dev.bursar.aggregator.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCardJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The cards that operators make. Each change is a version more, or versions that count no more. */
@ApplicationScoped
class OperatorCards {

    private final RateCardStore store;

    OperatorCards(RateCardStore store) {
        this.store = store;
    }

    /**
     * Puts a card, as the next version under its id; one that says what the newest does changes nothing, one that clashes
     * with another card is refused.
     */
    Uni<CardChange> put(RateCard card, String by) {
        var outcome = new AtomicReference<CardChange>();
        return store.change(connection -> store.versions(connection, card.id()).chain(versions -> {
                    var newest = own(versions).stream().findFirst();
                    if (newest.filter(same -> saysTheSame(same, card)).isPresent()) {
                        outcome.set(new CardChange.Superseded(newest.get()));
                        return nothing();
                    }
                    var next = card.withVersion(1
                                    + versions.stream()
                                            .mapToInt(stored -> stored.card().version())
                                            .max()
                                            .orElse(0))
                            .withOrigin(Origin.OPERATOR);
                    outcome.set(newest.isPresent() ? new CardChange.Superseded(next) : new CardChange.Created(next));
                    return addUnlessClashing(connection, next, by, outcome);
                }))
                .map(changed -> outcome.get());
    }

    private Uni<RateCardsChanged> addUnlessClashing(
            SqlConnection connection, RateCard next, String by, AtomicReference<CardChange> outcome) {
        return store.load(connection).chain(inForce -> {
            var clash = CardClash.of(next, inForce);
            if (clash.isPresent()) {
                outcome.set(new CardChange.Refused(clash.get()));
                return nothing();
            }
            return store.insert(connection, List.of(next), Optional.of(by), Optional.empty())
                    .replaceWith(new RateCardsChanged(List.of(next), List.of()));
        });
    }

    private static Uni<RateCardsChanged> nothing() {
        return Uni.createFrom().item(new RateCardsChanged(List.of(), List.of()));
    }

    /** Takes every version of the operator's under an id out of force. */
    Uni<CardChange> remove(String id, String by) {
        var outcome = new AtomicReference<CardChange>(new CardChange.Removed());
        return store.change(connection -> store.versions(connection, id).chain(versions -> {
                    var own = own(versions);
                    if (own.isEmpty()) {
                        outcome.set(new CardChange.NoSuchCard(versions.stream()
                                .anyMatch(stored -> stored.card().origin() == Origin.BUILT_IN)));
                    }
                    return store.remove(connection, own, by).replaceWith(new RateCardsChanged(List.of(), own));
                }))
                .map(changed -> outcome.get());
    }

    /** The versions of the operator's that count, the newest first. */
    private static List<RateCard> own(List<StoredCard> versions) {
        return versions.stream()
                .filter(stored -> stored.removedAt().isEmpty())
                .map(StoredCard::card)
                .filter(card -> card.origin() == Origin.OPERATOR)
                .toList();
    }

    private static boolean saysTheSame(RateCard one, RateCard other) {
        return said(one).equals(said(other));
    }

    private static ObjectNode said(RateCard card) {
        var said = RateCardJson.write(card);
        said.remove(List.of("version", "built_in"));
        return said;
    }
}
