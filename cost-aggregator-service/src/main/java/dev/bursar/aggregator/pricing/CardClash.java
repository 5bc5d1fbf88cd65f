package dev.bursar.aggregator.pricing;

import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCards;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A name in a card by which nobody could tell which of two cards counts, or that would never count. An override of a
 * built-in card is none: of equally close matches the operator's counts.
 *
 * @param with the card that was there first
 * @param pointer of the names in the new card
 * @param code a word for programs
 */
record CardClash(RateCard with, String pointer, String code, String detail) {

    /** What the kinds of names of a match are called. */
    private enum Names {
        EXACT(card -> card.match().exact()),
        PREFIX(card -> card.match().prefix()),
        ALIAS(card -> card.match().alias());

        private final Function<RateCard, Set<String>> of;

        Names(Function<RateCard, Set<String>> of) {
            this.of = of;
        }

        String pointer() {
            return "/match/" + name().toLowerCase(Locale.ROOT);
        }

        Optional<String> shared(RateCard card, RateCard other) {
            return of.apply(card).stream()
                    .filter(of.apply(other)::contains)
                    .sorted()
                    .findFirst();
        }
    }

    /** The first clash of an operator's card with those that count. */
    static Optional<CardClash> of(RateCard card, RateCards inForce) {
        return inForce.all().stream()
                .filter(other -> other.provider().equals(card.provider()))
                .filter(other -> isLast(other, inForce.all()))
                .flatMap(other -> Stream.of(shadowed(card, other), doubled(card, other)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether it holds from its beginning on: of two versions that begin together the later one does. */
    private static boolean isLast(RateCard card, Collection<RateCard> all) {
        return all.stream()
                .noneMatch(other -> other.id().equals(card.id())
                        && other.origin() == card.origin()
                        && other.effectiveFrom().equals(card.effectiveFrom())
                        && other.version() > card.version());
    }

    private static Optional<CardClash> shadowed(RateCard card, RateCard other) {
        if (isOwn(card, other)) {
            return Optional.empty();
        }
        return card.match().alias().stream()
                .filter(other.match().exact()::contains)
                .sorted()
                .findFirst()
                .map(name -> new CardClash(
                        other,
                        Names.ALIAS.pointer(),
                        "never_counts",
                        other.id() + " names " + name + " under exact, which comes before an alias: put " + name
                                + " under exact here too"
                                + (other.origin() == Origin.BUILT_IN ? " to override it" : ", or remove it there")));
    }

    private static Optional<CardClash> doubled(RateCard card, RateCard other) {
        if (other.origin() == Origin.BUILT_IN
                || isOwn(card, other)
                || !other.effectiveFrom().equals(card.effectiveFrom())) {
            return Optional.empty();
        }
        return Stream.of(Names.values())
                .flatMap(names -> names.shared(card, other).stream()
                        .map(name -> new CardClash(
                                other,
                                names.pointer(),
                                "named_twice",
                                "card " + other.id() + " means " + name + " from " + card.effectiveFrom()
                                        + " on, too, and nobody could tell which of the two counts: change or remove "
                                        + other.id() + ", or let this one begin at another time")))
                .findFirst();
    }

    private static boolean isOwn(RateCard card, RateCard other) {
        return other.id().equals(card.id()) && other.origin() == Origin.OPERATOR;
    }
}
