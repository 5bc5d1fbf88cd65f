package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.Usage;
import java.util.Optional;

/** The {@code usage} of OpenAI's Responses and later interfaces: input includes the cache, output includes reasoning. */
final class ResponsesUsage {

    private ResponsesUsage() {}

    static boolean isIn(JsonNode usage) {
        return usage.has("input_tokens") || usage.has("output_tokens");
    }

    /** @param outputKind what the output is where the counts do not tell it apart */
    static Usage read(JsonNode usage, Optional<String> outputKind) {
        var tally = new Tally();
        var input = ChatUsage.details(usage, "input");
        ChatUsage.addInput(Fields.count(usage, "input_tokens"), Fields.count(input, "cached_tokens"), input, tally);
        var output = Fields.count(usage, "output_tokens");
        var details = ChatUsage.details(usage, "output");
        if (outputKind.isPresent() && details.isMissingNode()) {
            tally.add(Meter.OUTPUT.kind(outputKind.get()), output);
        } else {
            ChatUsage.addOutput(output, details, tally);
        }
        return tally.usage(Fields.count(usage, "total_tokens"));
    }
}
