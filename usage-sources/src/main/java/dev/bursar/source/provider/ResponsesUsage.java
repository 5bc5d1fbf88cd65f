package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Usage;

/** The {@code usage} of OpenAI's Responses and later interfaces: input includes the cache, output includes reasoning. */
final class ResponsesUsage {

    private ResponsesUsage() {}

    static boolean isIn(JsonNode usage) {
        return usage.has("input_tokens") || usage.has("output_tokens");
    }

    static Usage read(JsonNode usage) {
        var tally = new Tally();
        ChatUsage.addInput(Fields.count(usage, "input_tokens"), details(usage, "input"), tally);
        ChatUsage.addOutput(Fields.count(usage, "output_tokens"), details(usage, "output"), tally);
        return tally.usage(Fields.count(usage, "total_tokens"));
    }

    /** Responses says {@code input_tokens_details}, realtime and transcriptions {@code input_token_details}. */
    private static JsonNode details(JsonNode usage, String side) {
        var details = usage.path(side + "_tokens_details");
        return details.isMissingNode() ? usage.path(side + "_token_details") : details;
    }
}
