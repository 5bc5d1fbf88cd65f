package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.Malformed;
import dev.bursar.contract.pricing.Prices;
import dev.bursar.contract.pricing.RateCard;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.kit.problem.Problem.Fault;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was read from a file of prices.
 *
 * @param cards in the order of the file, dated versions of one in the order of time
 * @param skipped models of which no price was taken
 * @param narrowed models that are taken, but not under every name that the file means
 * @param faults what is malformed: nothing of such a file is imported
 */
record PriceFile(List<RateCard> cards, List<LeftOut> skipped, List<LeftOut> narrowed, List<Fault> faults) {

    /** How far the first digit may be from the point. */
    private static final int MOST_PLACES = 40;

    private static final MathContext MEANT = new MathContext(15, RoundingMode.HALF_EVEN);

    /** As a card has it: {@code 0.0170 / 60} a second goes on for ever, a card's price does not. */
    private static BigDecimal rounded(BigDecimal price) {
        return price.scale() > Prices.MAX_SCALE ? price.setScale(Prices.MAX_SCALE, RoundingMode.HALF_EVEN) : price;
    }

    /** A model of which something was left out, and why. */
    record LeftOut(String name, Why why, String detail) {

        enum Why {
            NO_PRICE,
            NAMED_TWICE,
            CURRENCY_UNSUPPORTED,
            /** Names that a rate card can't say. */
            MATCH_UNSUPPORTED,
            /** Names of which a rate card says only the most likely. */
            MATCH_NARROWED;

            String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    PriceFile {
        cards = List.copyOf(cards);
        skipped = List.copyOf(skipped);
        narrowed = List.copyOf(narrowed);
        faults = List.copyOf(faults);
    }

    /** Collects while a file is read. */
    static final class Builder {

        private final List<RateCard> cards = new ArrayList<>();
        private final List<LeftOut> skipped = new ArrayList<>();
        private final List<LeftOut> narrowed = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        void skip(String name, LeftOut.Why why, String detail) {
            skipped.add(new LeftOut(name, why, detail));
        }

        void narrow(LeftOut names) {
            narrowed.add(names);
        }

        /** Whether what is said of a model is in the money of the books; if not, the model is skipped. */
        boolean isInUsd(String name, JsonNode said) {
            var currency = said.path("currency");
            boolean usd = currency.isMissingNode()
                    || currency.isNull()
                    || currency.asText().equalsIgnoreCase("USD");
            if (!usd) {
                var other = currency.isTextual() ? currency.textValue() : currency.toString();
                skip(name, LeftOut.Why.CURRENCY_UNSUPPORTED, "the books are in USD, the row in " + other);
            }
            return usd;
        }

        void fault(String pointer, String code, String detail) {
            faults.add(new Fault(pointer, code, detail));
        }

        /** A card as the API takes it; what is wrong with it is a fault of the entry it was made from. */
        void card(String pointer, ObjectNode card) {
            var id = card.path("id").asText();
            if (!seen.add(id + "@" + card.path("effective_from").asText())) {
                skip(id, LeftOut.Why.NAMED_TWICE, "the file has prices for this name twice; the first were taken");
                return;
            }
            try {
                cards.add(RateCardJson.read(id, 1, card));
            } catch (Malformed malformed) {
                fault(pointer, malformed.code(), malformed.pointer() + ": " + malformed.getMessage());
            }
        }

        /**
         * A number from 0 on as the price on a card; empty, with a fault, for anything else. Such files are written from binary
         * floating point, of which 15 digits are what somebody meant: {@code 0.18000000000000002} is 0.18.
         *
         * @param places how far its point moves to the right: 6 from the price of a token to that of a million
         */
        Optional<String> price(String pointer, JsonNode value, int places) {
            if (!value.isNumber()) {
                fault(pointer, "not_a_number", "a price is a number");
                return Optional.empty();
            }
            var price = value.decimalValue();
            if (price.signum() < 0) {
                fault(pointer, "negative", "a price is not negative: " + price);
                return Optional.empty();
            }
            // an exponent of a billion is nine characters in the file, and a gigabyte written out
            if (price.signum() > 0 && Math.abs((long) price.precision() - price.scale()) > MOST_PLACES) {
                fault(pointer, "out_of_range", "no price of anything: " + price);
                return Optional.empty();
            }
            var onCard = rounded(price.round(MEANT).movePointRight(places));
            if (price.signum() > 0 && onCard.signum() == 0) {
                fault(pointer, "too_fine", "a card would have 0 for it: " + price);
                return Optional.empty();
            }
            return Optional.of(Json.money(onCard));
        }

        PriceFile build() {
            return new PriceFile(cards, skipped, narrowed, faults);
        }
    }
}
