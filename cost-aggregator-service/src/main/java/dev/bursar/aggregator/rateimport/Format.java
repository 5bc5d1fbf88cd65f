package dev.bursar.aggregator.rateimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose price data is imported. */
enum Format {
    LITELLM("https://github.com/BerriAI/litellm") {
        @Override
        PriceFile read(JsonNode data, Terms terms) {
            return new LiteLlm(terms).read(data);
        }

        @Override
        boolean says(String meter) {
            return LiteLlm.says(meter);
        }
    },
    GENAI_PRICES("https://github.com/pydantic/genai-prices") {
        @Override
        PriceFile read(JsonNode data, Terms terms) {
            return new GenAiPrices(terms).read(data);
        }

        @Override
        boolean says(String meter) {
            return GenAiPrices.says(meter);
        }
    };

    private final String source;

    Format(String source) {
        this.source = source;
    }

    /**
     * What all cards of an import share.
     *
     * @param effectiveFrom of prices that have no date of their own
     * @param asOf the day the figures were read
     * @param provider the only one to take prices of, in Bursar's word
     */
    record Terms(Instant effectiveFrom, LocalDate asOf, Optional<String> provider, String source) {

        boolean covers(String name) {
            return provider.isEmpty() || provider.get().equals(name);
        }

        /** The beginning of a card. */
        ObjectNode card(String cardProvider, String model) {
            return Json.object()
                    .put("id", cardProvider + "/" + model)
                    .put("provider", cardProvider)
                    .put("effective_from", effectiveFrom.toString())
                    .put("source", source)
                    .put("as_of", asOf.toString());
        }
    }

    abstract PriceFile read(JsonNode data, Terms terms);

    /** Whether such a file has a place for the price of a meter: if it then has no price, somebody may have taken it out. */
    abstract boolean says(String meter);

    String source() {
        return source;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Format> of(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }
}
