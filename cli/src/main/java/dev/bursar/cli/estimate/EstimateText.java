package dev.bursar.cli.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.cli.terminal.Figures;
import java.io.PrintWriter;
import java.math.BigDecimal;

/** An estimate for people. */
record EstimateText(JsonNode estimate) {

    void print(PrintWriter out) {
        if (estimate.path("cost_state").asText().equals("unpriced")) {
            out.println("no price: " + estimate.path("unpriced_reason").asText().replace('_', ' ')
                    + ". A card of your own gives one: bursar rates set");
        } else {
            out.println("worst case  " + usd("worst_case_usd"));
            out.println("expected    " + usd("expected_usd") + ", with "
                    + Figures.count(estimate.path("expected_output_tokens").asLong()) + " tokens out");
        }
        out.println("input       " + Figures.count(estimate.path("input_tokens").asLong()) + " tokens ("
                + estimate.path("method").asText()
                + (estimate.path("method").asText().equals("approximate")
                        ? ", at most "
                                + Figures.count(
                                        estimate.path("worst_case_input_tokens").asLong())
                        : "")
                + ")");
        if (estimate.hasNonNull("rate_card")) {
            out.println("rate card   " + estimate.path("rate_card").path("id").asText() + ", version "
                    + estimate.path("rate_card").path("version").asText());
        }
        estimate.path("assumed")
                .forEach(one -> out.println("assumed     " + one.path("detail").asText()));
    }

    private String usd(String field) {
        return Figures.usd(new BigDecimal(estimate.path(field).asText("0")));
    }
}
