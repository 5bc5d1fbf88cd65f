package dev.bursar.contract.pricing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, String> providers;
    private final Map<Name, List<Term>> found = new ConcurrentHashMap<>();
    private final Map<String, List<Naming>> namings = new ConcurrentHashMap<>();

    public RateCards(Collection<RateCard> cards) {
        this.cards = List.copyOf(cards);
        this.byProvider = terms(cards).stream()
                .collect(Collectors.groupingBy(term -> term.card().provider()));
        this.providers = byProvider.keySet().stream()
                .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name, (one, other) -> one));
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

    /** The provider of that name in lower case, as its cards spell it. */
    Optional<String> provider(String lowerCase) {
        return Optional.ofNullable(providers.get(lowerCase));
    }

    /** Whether a provider has a card in force for every model, whatever its name. */
    boolean coversAll(String provider, Instant at) {
        return byProvider.getOrDefault(provider, List.of()).stream()
                .anyMatch(term -> term.card().match().coversAll() && term.isInForce(at));
    }

    /** Who has a card in force that names a model just so: with what stands before its name, dates and the like aside. */
    Set<String> providersNaming(String model, Instant at) {
        return providers(namings(model).stream().filter(Naming::asWritten), at);
    }

    /** Who has a card in force that names a model, if without what stands before its name. */
    Set<String> providersOf(String model, Instant at) {
        return providers(namings(model).stream(), at);
    }

    private static Set<String> providers(Stream<Naming> namings, Instant at) {
        return namings.map(Naming::term)
                .filter(term -> term.isInForce(at))
                .map(term -> term.card().provider())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param asWritten whether it takes nothing off the front of the name */
    private record Naming(Term term, boolean asWritten) {}

    /** Of cards for every name there is none: they say nothing of this one. */
    private List<Naming> namings(String model) {
        var known = namings.get(model);
        if (known == null) {
            known = searchNamings(model);
            if (namings.size() < MAX_REMEMBERED) {
                namings.put(model, known);
            }
        }
        return known;
    }

    private List<Naming> searchNamings(String model) {
        var whole = ModelName.wholeForms(model);
        var all = ModelName.forms(model);
        return byProvider.values().stream()
                .flatMap(List::stream)
                .filter(term -> term.card().match().names(all))
                .map(term -> new Naming(term, term.card().match().names(whole)))
                .toList();
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

    private record Name(String provider, String model) {}

    private List<Term> candidates(String provider, String model) {
        var key = new Name(provider, model);
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
