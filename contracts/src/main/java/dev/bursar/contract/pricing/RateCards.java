package dev.bursar.contract.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every version of every rate card, and which one is in force for a model at an instant. Immutable. */
public final class RateCards {

    public static final RateCards NONE = new RateCards(List.of());

    /** Bounds the memory of look-ups: names come from outside. */
    private static final int MAX_REMEMBERED = 10_000;

    private final List<RateCard> cards;
    private final Map<String, List<RateCard>> byProvider;
    private final Map<String, List<RateCard>> found = new ConcurrentHashMap<>();

    public RateCards(Collection<RateCard> cards) {
        this.cards = List.copyOf(cards);
        this.byProvider = cards.stream().collect(Collectors.groupingBy(RateCard::provider));
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

    /** The card in force: the closest match, and of its versions the last one that began at or before the time. */
    public Found find(String provider, String model, Instant at) {
        var versions = versions(provider, model);
        if (versions.isEmpty()) {
            return new Found.UnknownModel();
        }
        Optional<RateCard> inForce = versions.stream()
                .filter(card -> !card.effectiveFrom().isAfter(at))
                .max(Comparator.comparing(RateCard::effectiveFrom).thenComparing(RateCard::version));
        return inForce.<Found>map(Found.Card::new).orElseGet(Found.NotInForce::new);
    }

    private List<RateCard> versions(String provider, String model) {
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

    private List<RateCard> search(String provider, String model) {
        var closest = new ArrayList<RateCard>();
        int best = 0;
        for (var card : byProvider.getOrDefault(provider, List.of())) {
            int closeness = card.match().closeness(model);
            if (closeness > best) {
                closest.clear();
                best = closeness;
            }
            if (closeness == best && best > 0) {
                closest.add(card);
            }
        }
        return lastOfEachInstant(closest);
    }

    /** Among versions that begin at one instant, the newest replaces the others. */
    private static List<RateCard> lastOfEachInstant(List<RateCard> versions) {
        return List.copyOf(versions.stream()
                .collect(Collectors.toMap(
                        RateCard::effectiveFrom, Function.identity(), (a, b) -> a.version() >= b.version() ? a : b))
                .values());
    }
}
