package dev.bursar.aggregator.pricing;

import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCard.Origin;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.kit.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of all versions a listing shows: of each id the one that holds at an instant. Pure. */
record CardListing(Optional<String> provider, Optional<Origin> origin, Instant at) {

    /** @throws ProblemException where {@code origin} is no word for one */
    static CardListing of(String provider, String origin, Instant at) {
        return new CardListing(
                Optional.ofNullable(provider), Optional.ofNullable(origin).map(CardListing::origin), at);
    }

    private static Origin origin(String word) {
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.code().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid("origin", "unknown_word", "origin is built_in or operator"));
    }

    /** Those behind an id, by id. */
    Stream<RateCard> after(RateCards all, String id) {
        Map<String, RateCard> shown = all.all().stream()
                .filter(card -> provider.isEmpty() || provider.get().equals(card.provider()))
                .filter(card -> origin.isEmpty() || origin.get() == card.origin())
                .filter(card -> card.id().compareTo(id) > 0)
                .collect(Collectors.toMap(RateCard::id, Function.identity(), BinaryOperator.maxBy(best())));
        return shown.values().stream().sorted(Comparator.comparing(RateCard::id));
    }

    /** What has begun before what has not, the operator's before what is built in, then the latest; to come: the next. */
    private Comparator<RateCard> best() {
        return Comparator.comparing(this::hasBegun)
                .thenComparing(RateCard::origin)
                .thenComparing((a, b) -> hasBegun(a)
                        ? a.effectiveFrom().compareTo(b.effectiveFrom())
                        : b.effectiveFrom().compareTo(a.effectiveFrom()))
                .thenComparing(RateCard::version);
    }

    private boolean hasBegun(RateCard card) {
        return !card.effectiveFrom().isAfter(at);
    }
}
