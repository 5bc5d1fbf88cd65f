package dev.bursar.gate.budget;

import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;

/** Every rate card the gate was told of, ready to price with. Reading never waits. */
final class RatesView {

    private final Table<String, RateCard> cards = new Table<>((former, next) -> next);
    private volatile Priced priced = new Priced(0, RateCards.NONE, new Pricer(RateCards.NONE));

    private record Priced(long changes, RateCards cards, Pricer pricer) {}

    Table<String, RateCard> cards() {
        return cards;
    }

    Pricer pricer() {
        return now().pricer();
    }

    /** Every card, to be looked through. */
    RateCards known() {
        return now().cards();
    }

    private Priced now() {
        // Read before the rows, as in Table.rows.
        long now = cards.changes();
        var known = priced;
        if (known.changes() != now) {
            var all = new RateCards(cards.rows());
            known = new Priced(now, all, new Pricer(all));
            priced = known;
        }
        return known;
    }
}
