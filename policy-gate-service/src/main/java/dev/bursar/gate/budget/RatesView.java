package dev.bursar.gate.budget;

import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;

/** Every rate card the gate was told of, ready to price with. Reading never waits. */
final class RatesView {

    private final Table<String, RateCard> cards = new Table<>((former, next) -> next);
    private volatile Priced priced = new Priced(0, new Pricer(RateCards.NONE));

    private record Priced(long changes, Pricer pricer) {}

    Table<String, RateCard> cards() {
        return cards;
    }

    Pricer pricer() {
        // Read before the rows, as in Table.rows.
        long now = cards.changes();
        var known = priced;
        if (known.changes() != now) {
            known = new Priced(now, new Pricer(new RateCards(cards.rows())));
            priced = known;
        }
        return known.pricer();
    }
}
