package dev.bursar.contract.pricing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every version of every rate card, and which one is in force for a model at an instant. Immutable. */
public final class RateCards {

    public static final RateCards NONE = new RateCards(List.of());

    /** Bounds the memory of look-ups: names come from outside. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final Comparator<Match> BEST_FIRST = Comparator.comparingInt(Match::closeness)
            .thenComparing((Match match) -> match.term().card().origin())
            .thenComparing(match -> match.term().card().effectiveFrom())
            .thenComparing(match -> match.term().card().version())
            .thenComparing(match -> match.term().card().id())
            .reversed();

    private final List<RateCard> cards;
    private final Map<String, List<Term>> byProvider;
    private final Map<String, List<Term>> found = new ConcurrentHashMap<>();

    public RateCards(Collection<RateCard> cards) {
        this.cards = List.copyOf(cards);
        this.byProvider = terms(cards).stream()
                .collect(Collectors.groupingBy(term -> term.card().provider()));
    }

    public List<RateCard> all() {
        return cards;
    }

    /** What {@link #find} answers. */
    public sealed interface Found {

        record Card(RateCard card) implements Found {}

        /** No card of this provider matches the model. */
        record UnknownModel() implements Found {}

        /** A card matches, but none of its versions was in force yet. */
        record NotInForce() implements Found {}
    }

    /**
     * The card in force. Of each card's versions the last one that began at or before the time holds; of those that
     * hold the closest match counts, of equally close ones the operator's, then the one that began last.
     */
    public Found find(String provider, String model, Instant at) {
        var candidates = candidates(provider, model);
        for (var candidate : candidates) {
            if (candidate.isInForce(at)) {
                return new Found.Card(candidate.card());
            }
        }
        return candidates.isEmpty() ? new Found.UnknownModel() : new Found.NotInForce();
    }

    /**
     * A version with the time it holds for.
     *
     * @param until exclusive; when its successor takes over
     */
    private record Term(RateCard card, Instant until) {

        boolean isInForce(Instant at) {
            return !card.effectiveFrom().isAfter(at) && at.isBefore(until);
        }
    }

    private record Match(Term term, int closeness) {}

    private List<Term> candidates(String provider, String model) {
        var key = provider + '\n' + model;
        var known = found.get(key);
        if (known == null) {
            known = search(provider, model);
            if (found.size() < MAX_REMEMBERED) {
                found.put(key, known);
            }
        }
        return known;
    }

    /** The best first, whenever they hold. */
    private List<Term> search(String provider, String model) {
        var forms = ModelName.forms(model);
        return byProvider.getOrDefault(provider, List.of()).stream()
                .map(term -> new Match(term, term.card().match().closeness(forms)))
                .filter(match -> match.closeness() > 0)
                .sorted(BEST_FIRST)
                .map(Match::term)
                .toList();
    }

    /** The versions of each card, in the order of time; one that is replaced at its first instant never holds. */
    private static List<Term> terms(Collection<RateCard> cards) {
        return cards.stream().collect(Collectors.groupingBy(card -> card.origin() + card.id())).values().stream()
                .flatMap(RateCards::termsOfOne)
                .toList();
    }

    private static Stream<Term> termsOfOne(List<RateCard> versions) {
        var ordered = versions.stream()
                .sorted(Comparator.comparing(RateCard::effectiveFrom).thenComparing(RateCard::version))
                .toList();
        return IntStream.range(0, ordered.size())
                .mapToObj(i -> new Term(
                        ordered.get(i),
                        i + 1 == ordered.size()
                                ? Instant.MAX
                                : ordered.get(i + 1).effectiveFrom()));
    }
}
