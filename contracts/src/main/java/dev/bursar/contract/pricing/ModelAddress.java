package dev.bursar.contract.pricing;

import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a model is called: at which provider, under which name there. However a caller spells it, budgets, prices and
 * rules see one address.
 */
public record ModelAddress(String provider, String model) {

    /** Whose own models others offer too. The last one offers the others' besides its own. */
    private static final List<String> MAKERS =
            List.of("anthropic", "openai", "mistral", "cohere", "deepseek", "xai", "google");

    /** A provider whose models all are named by their makers: {@code anthropic/claude-sonnet-4.5}. */
    private static final String ROUTER = "openrouter";

    private static final String TIDY =
            " is 1 to " + Dimensions.MAX_LENGTH + " printable characters, without white space at its beginning or end";

    private static final int LONGEST = 2 * Dimensions.MAX_LENGTH + 1;

    /** What became of a spelling. */
    public sealed interface Outcome {

        record Found(ModelAddress address) implements Outcome {}

        /** It can't be a model's name, or says two things. */
        record Invalid(String detail) implements Outcome {}

        /** Nobody can tell which provider is meant. */
        record Unknown(String detail) implements Outcome {}
    }

    /**
     * Reads {@code provider/model} or a model's name alone.
     *
     * @param named the provider that is named beside it
     * @param cards by which a model's name alone finds its provider: its maker's, else the only one that offers it
     */
    public static Outcome read(String id, Optional<String> named, RateCards cards, Instant at) {
        if (named.filter(ModelAddress::isUntidy).isPresent()) {
            return new Outcome.Invalid("the provider's name" + TIDY);
        }
        if (id.length() > LONGEST || Stream.of(id.split("/", -1)).anyMatch(ModelAddress::isUntidy)) {
            return new Outcome.Invalid("each part of the model's name" + TIDY);
        }
        var provider = named.map(word -> canonical(word, cards).orElse(word));
        int slash = id.indexOf('/');
        var prefix = slash < 0 ? Optional.<String>empty() : canonical(id.substring(0, slash), cards);
        if (provider.isEmpty() && prefix.isEmpty()) {
            return search(id, cards, at);
        }
        var where = provider.or(() -> prefix).orElseThrow();
        if (prefix.isEmpty() || cards.providersNaming(id, at).contains(where)) {
            return found(where, id);
        }
        if (prefix.get().equals(where)) {
            return found(where, id.substring(slash + 1));
        }
        return where.equals(ROUTER) || cards.coversAll(where, at)
                ? found(where, id)
                : new Outcome.Invalid("the model's name begins with " + prefix.get() + ", the provider is " + where);
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return provider + "/" + model;
    }

    private static Outcome found(String provider, String model) {
        return Dimensions.isValue(model)
                ? new Outcome.Found(new ModelAddress(provider, model))
                : new Outcome.Invalid("the model's name has more than " + Dimensions.MAX_LENGTH + " characters");
    }

    private static Outcome search(String id, RateCards cards, Instant at) {
        var naming = cards.providersNaming(id, at);
        var maker = MAKERS.stream().filter(naming::contains).findFirst();
        if (maker.isPresent()) {
            return found(maker.get(), id);
        }
        var meant = naming.isEmpty() ? cards.providersOf(id, at) : naming;
        if (meant.size() == 1) {
            return found(meant.iterator().next(), id);
        }
        var why = meant.isEmpty()
                ? " is not known: name a provider that has a rate card for it, as provider/model, or make one (bursar rates set)"
                : " is offered by " + meant.stream().sorted().collect(Collectors.joining(", "))
                        + ": name the provider as provider/model";
        return new Outcome.Unknown("model " + id + why);
    }

    /** A provider as it is spelt everywhere; empty where nobody has heard of it. */
    private static Optional<String> canonical(String word, RateCards cards) {
        return ProviderName.known(word).or(() -> cards.provider(word.toLowerCase(Locale.ROOT)));
    }

    /** Whether somebody may read more into it than a program sees. */
    private static boolean isUntidy(String text) {
        return !Dimensions.isValue(text)
                || isInvisible(text.codePointAt(0))
                || isInvisible(text.codePointBefore(text.length()));
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
