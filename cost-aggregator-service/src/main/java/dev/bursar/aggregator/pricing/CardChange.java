package dev.bursar.aggregator.pricing;

import dev.bursar.contract.pricing.RateCard;

/** What came of changing a rate card. */
sealed interface CardChange {

    /** The operator had no card under this id. */
    record Created(RateCard card) implements CardChange {}

    /** A version more of a card that there was; the same version where nothing is new. */
    record Superseded(RateCard card) implements CardChange {}

    /** Nothing changed: a name of the card clashes with another card. */
    record Refused(CardClash clash) implements CardChange {}

    /** No version of the operator's counts any more; where there is a built-in card, it does again. */
    record Removed() implements CardChange {}

    /** The operator has no card under this id. */
    record NoSuchCard(boolean builtIn) implements CardChange {}
}
