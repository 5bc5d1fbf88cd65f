package dev.bursar.aggregator.pricing;

import dev.bursar.contract.pricing.RateCard;

/** What came of changing a rate card. */
sealed interface CardChange {

    /** The operator had no card under this id. */
    record Created(RateCard card) implements CardChange {}

    /** A version more of a card that there was; the same version where nothing is new. */
    record Superseded(RateCard card) implements CardChange {}

    /** No version of the operator's counts any more; where there is a built-in card, it does again. */
    record Removed() implements CardChange {}

    /** The operator has no card under this id. */
    record NoSuchCard(boolean builtIn) implements CardChange {}
}
