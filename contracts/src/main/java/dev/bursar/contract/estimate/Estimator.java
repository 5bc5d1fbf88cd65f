package dev.bursar.contract.estimate;

import dev.bursar.contract.estimate.TokenCount.Method;
import dev.bursar.contract.pricing.Cost;
import dev.bursar.contract.pricing.Pricer;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCards;
import dev.bursar.contract.pricing.Tariff;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.ProviderName;
import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Estimates calls before they are made. Pure: the same call at the same instant always has the same estimate. */
public final class Estimator {

    /** Around every message of a chat, and before the answer (OpenAI's cookbook, "How to count tokens with tiktoken"). */
    private static final long AROUND_A_MESSAGE = 4;

    private static final long BEFORE_THE_ANSWER = 3;

    private final RateCards cards;
    private final Pricer pricer;

    public Estimator(RateCards cards) {
        this.cards = cards;
        this.pricer = new Pricer(cards);
    }

    public RateCards cards() {
        return cards;
    }

    /** The pricing function with the same cards. */
    public Pricer pricer() {
        return pricer;
    }

    public Estimate estimate(CallAhead call, Instant at) {
        var card = card(call, at);
        var tokens = count(call.prompt(), call.model(), card.flatMap(RateCard::tokenizer));
        var expected = usage(tokens.expected(), Meter.OUTPUT, call.expectedOutput());
        return new Estimate(
                worstCase(call, tokens, card, at),
                price(priced(call, expected, at), card),
                tokens,
                call.expectedOutput(),
                unknownTier(call, card),
                // every provider that Bursar knows says in its answers what was used
                ProviderName.known(call.provider()).isPresent());
    }

    /**
     * The tokens of a prompt.
     *
     * @param named the tokenizer that the model's rate card names; else the model's name tells
     */
    public static TokenCount count(Prompt prompt, String model, Optional<String> named) {
        if (prompt instanceof Prompt.Counted counted) {
            return TokenCount.exactly(counted.tokens(), Method.COUNTED);
        }
        var tokenizer = Tokenizer.of(named, model);
        if (prompt instanceof Prompt.Text text) {
            return tokenizer.count(text.text());
        }
        return ((Prompt.Messages) prompt)
                .messages().stream()
                        .map(message -> count(message, tokenizer, model))
                        .reduce(tokenizer.margin(BEFORE_THE_ANSWER), TokenCount::plus);
    }

    /** Reads the encodings, which takes a second: for who can't wait when the first text comes. */
    public static void prepare() {
        count(new Prompt.Text("a"), "gpt-4o", Optional.empty());
        count(new Prompt.Text("a"), "gpt-4", Optional.empty());
    }

    private static TokenCount count(Prompt.Message message, Tokenizer tokenizer, String model) {
        var sum = tokenizer.margin(AROUND_A_MESSAGE);
        for (var text : message.texts()) {
            sum = sum.plus(tokenizer.count(text));
        }
        for (var image : message.images()) {
            sum = sum.plus(ImageTokens.of(model, image));
        }
        return message.opaque() ? sum.plus(TokenCount.exactly(0, Method.APPROXIMATE)) : sum;
    }

    /** Reasoning may cost more than what is shown. */
    private Cost worstCase(CallAhead call, TokenCount tokens, Optional<RateCard> card, Instant at) {
        var shown = price(priced(call, usage(tokens.most(), Meter.OUTPUT, call.maxOutputTokens()), at), card);
        if (card.isEmpty() || !card.get().prices().perMillion().containsKey(Meter.REASONING)) {
            return shown;
        }
        var thought = price(priced(call, usage(tokens.most(), Meter.REASONING, call.maxOutputTokens()), at), card);
        return thought.usd().compareTo(shown.usd()) > 0 ? thought : shown;
    }

    private Cost price(Pricer.Call call, Optional<RateCard> card) {
        return card.isPresent() ? Pricer.price(call, card.get()) : pricer.price(call);
    }

    private Optional<RateCard> card(CallAhead call, Instant at) {
        return cards.find(call.provider(), call.model(), at) instanceof RateCards.Found.Card found
                ? Optional.of(found.card())
                : Optional.empty();
    }

    /** The classes of service that there are instead of the one that is asked for. */
    private static Optional<Assumption> unknownTier(CallAhead call, Optional<RateCard> card) {
        return card.flatMap(known -> call.serviceTier()
                .filter(tier -> !known.tariff().knows(tier))
                .map(tier -> Assumption.standardPrices(tier, known)));
    }

    private static Usage usage(long input, Meter out, long output) {
        return Usage.of(Map.of(Meter.INPUT, input, out, output));
    }

    private static Pricer.Call priced(CallAhead call, Usage usage, Instant at) {
        // What is not billed is only known afterwards.
        var tier = call.serviceTier().filter(name -> !name.equals(Tariff.UNBILLED));
        return new Pricer.Call(call.provider(), call.model(), at, usage, Scope.CALL, tier, call.region());
    }
}
