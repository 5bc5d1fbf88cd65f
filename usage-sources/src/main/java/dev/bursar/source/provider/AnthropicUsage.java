package dev.bursar.source.provider;

import static dev.bursar.source.provider.Fields.count;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;

/**
 * One {@code usage} of Anthropic's, of a message or of one of its iterations: input comes without what was read from or
 * written to a cache; output comes with thinking.
 */
public final class AnthropicUsage {

    private static final String WRITTEN = "cache_creation_input_tokens";

    private AnthropicUsage() {}

    public static void addTo(Tally tally, JsonNode usage) {
        tally.add(Meter.INPUT, count(usage, "input_tokens"));
        tally.add(Meter.CACHE_READ, count(usage, "cache_read_input_tokens"));
        addWritten(tally, usage);
        addOutput(tally, usage);
        tally.add(Meter.WEB_SEARCH, count(usage.path("server_tool_use"), "web_search_requests"));
    }

    /** The split by time to live is part of the sum, not on top of it; what it leaves out has an unknown time. */
    private static void addWritten(Tally tally, JsonNode usage) {
        var split = usage.path("cache_creation");
        var whole = count(usage, WRITTEN);
        var anHour = count(split, "ephemeral_1h_input_tokens");
        var fiveMinutes = count(split, "ephemeral_5m_input_tokens");
        if (whole.isPresent()) {
            long rest = whole.getAsLong() - anHour.orElse(0);
            if (rest < fiveMinutes.orElse(0)) {
                throw new Refusal(
                        RejectionReason.TOTALS_CONTRADICT,
                        WRITTEN + " is " + whole.getAsLong() + ", its parts add up to "
                                + (anHour.orElse(0) + fiveMinutes.orElse(0)));
            }
            tally.add(Meter.CACHE_WRITE_5M, rest);
        } else {
            tally.add(Meter.CACHE_WRITE_5M, fiveMinutes);
        }
        tally.add(Meter.CACHE_WRITE_1H, anHour);
    }

    private static void addOutput(Tally tally, JsonNode usage) {
        var output = count(usage, "output_tokens");
        if (output.isPresent()) {
            var thinking = count(usage.path("output_tokens_details"), "thinking_tokens");
            tally.add(Meter.OUTPUT, output.getAsLong() - thinking.orElse(0));
            tally.add(Meter.REASONING, thinking);
        }
    }
}
