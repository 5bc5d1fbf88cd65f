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
import java.util.Optional;
import java.util.Set;

/**
 * What was read from a file of prices.
 *
 * @param cards in the order of the file, dated versions of one in the order of time
 * @param skipped what the file has no price for, or none that a rate card can say
 * @param faults what is malformed: nothing of such a file is imported
 */
record PriceFile(List<RateCard> cards, List<Skipped> skipped, List<Fault> faults) {

    private static final MathContext MEANT = new MathContext(15, RoundingMode.HALF_EVEN);

    /** A price as a card has it: {@code 0.0170 / 60} a second goes on for ever, a card's price does not. */
    static String text(BigDecimal price) {
        return Json.money(
                price.scale() > Prices.MAX_SCALE ? price.setScale(Prices.MAX_SCALE, RoundingMode.HALF_EVEN) : price);
    }

    /** A model that was left out, and why. */
    record Skipped(String name, String reason) {}

    PriceFile {
        cards = List.copyOf(cards);
        skipped = List.copyOf(skipped);
        faults = List.copyOf(faults);
    }

    /** Collects while a file is read. */
    static final class Builder {

        private final List<RateCard> cards = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        void skip(String name, String reason) {
            skipped.add(new Skipped(name, reason));
        }

        void fault(String pointer, String code, String detail) {
            faults.add(new Fault(pointer, code, detail));
        }

        /** A card as the API takes it; what is wrong with it is a fault of the entry it was made from. */
        void card(String pointer, ObjectNode card) {
            var id = card.path("id").asText();
            if (!seen.add(id + "@" + card.path("effective_from").asText())) {
                skip(id, "the file has prices for this name twice; the first were taken");
                return;
            }
            try {
                cards.add(RateCardJson.read(id, 1, card));
            } catch (Malformed malformed) {
                fault(pointer, malformed.code(), malformed.pointer() + ": " + malformed.getMessage());
            }
        }

        /**
         * A number from 0 on; empty, with a fault, for anything else. Such files are written from binary floating point, of
         * which 15 digits are what somebody meant: {@code 0.18000000000000002} is 0.18.
         */
        Optional<BigDecimal> price(String pointer, JsonNode value) {
            if (!value.isNumber()) {
                fault(pointer, "not_a_number", "a price is a number");
                return Optional.empty();
            }
            if (value.decimalValue().signum() < 0) {
                fault(pointer, "negative", "a price is not negative: " + value);
                return Optional.empty();
            }
            return Optional.of(value.decimalValue().round(MEANT));
        }

        PriceFile build() {
            return new PriceFile(cards, skipped, faults);
        }
    }
}
