package dev.bursar.aggregator.ledger;

import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.ModelName;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.usage.UsageEvent;
import dev.bursar.contract.usage.UsagePath;
import dev.bursar.contract.usage.UsagePath.Entrance;
import dev.bursar.contract.usage.UsagePath.Form;
import java.util.Optional;

/**
 * What an event is booked at.
 *
 * @param modelCanonical the name of the model that the rate card goes by
 */
record Worth(Cost cost, String modelCanonical) {

    static Worth of(UsageEvent event, Pricer pricer) {
        var cost = cost(event, pricer);
        return new Worth(cost, canonical(cost, event));
    }

    /** What the net posting of an event would be booked at now. */
    static Worth of(LedgerEntry net, Standing held, Pricer pricer) {
        return of(event(net, held), pricer);
    }

    /** Whether the books have the same amount in the same state: another card for the same money is no reason to correct. */
    boolean equalsIn(Cost booked) {
        return cost.state() == booked.state()
                && cost.unpricedReason().equals(booked.unpricedReason())
                && cost.usd().compareTo(booked.usd()) == 0;
    }

    /** The event behind a net posting, as far as its price depends on it. */
    static UsageEvent event(LedgerEntry net, Standing held) {
        var form = held.rank().path() >= Form.BODY.rank() ? Form.BODY : Form.DIRECT;
        return new UsageEvent(
                net.event().source(),
                net.event().id(),
                net.time(),
                new UsagePath(Entrance.HTTP, form),
                held.rank().sequence(),
                net.dimensions(),
                net.usage(),
                net.event().responseId(),
                Optional.empty(),
                Optional.empty(),
                net.given().scope(),
                net.event().outcome(),
                net.given().approximate(),
                net.event().durationMillis(),
                Optional.empty(),
                net.reportedUsd(),
                Optional.empty());
    }

    private static Cost cost(UsageEvent event, Pricer pricer) {
        var cost = pricer.price(event);
        return event.approximate() && !cost.approximate()
                ? new Cost(cost.state(), cost.usd(), cost.unpricedReason(), cost.card(), cost.lines(), true)
                : cost;
    }

    /** A card is named {@code provider/model}. */
    private static String canonical(Cost cost, UsageEvent event) {
        return cost.card()
                .map(RateCard.Reference::id)
                .map(id -> id.substring(id.indexOf('/') + 1))
                .orElseGet(() -> ModelName.canonical(event.dimensions().model()));
    }
}
