package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The {@code usage} of Bedrock's Converse: input comes without what was read from or written to a cache. */
final class ConverseUsage {

    private static final String WRITTEN = "cacheWriteInputTokens";

    private static final Pattern OPENAI = Pattern.compile("(?:^|[./])openai\\.gpt-[5-9]");

    private ConverseUsage() {}

    static boolean isIn(JsonNode usage) {
        return usage.has("inputTokens") || usage.has("outputTokens");
    }

    /**
     * Whether the input includes the cache after all: streams of OpenAI's models, whose total then counts it twice, or
     * once (measured on openai.gpt-5.6: 4,995 with 4,993 written, where the whole body says 2).
     */
    static boolean isInclusive(JsonNode usage, String model) {
        long cache = Fields.countOrZero(usage, "cacheReadInputTokens") + Fields.countOrZero(usage, WRITTEN);
        return cache > 0 && OPENAI.matcher(model).find() && Fields.countOrZero(usage, "inputTokens") >= cache;
    }

    /** With the cache taken out of the input; the total is no proof of anything then. */
    static Usage readInclusive(JsonNode usage) {
        var separate = usage.<ObjectNode>deepCopy();
        separate.remove("totalTokens");
        separate.put(
                "inputTokens",
                Fields.countOrZero(usage, "inputTokens")
                        - Fields.countOrZero(usage, "cacheReadInputTokens")
                        - Fields.countOrZero(usage, WRITTEN));
        return read(separate);
    }

    /** The two spellings of the counts of the cache say the same. */
    static Usage read(JsonNode usage) {
        var tally = new Tally();
        tally.add(Meter.INPUT, Fields.count(usage, "inputTokens"));
        tally.add(Meter.CACHE_READ, Fields.either(usage, "cacheReadInputTokens", usage, "cacheReadInputTokenCount"));
        addWritten(
                Fields.either(usage, WRITTEN, usage, "cacheWriteInputTokenCount"), usage.path("cacheDetails"), tally);
        tally.add(Meter.OUTPUT, Fields.count(usage, "outputTokens"));
        return tally.usage(Fields.count(usage, "totalTokens"));
    }

    /** What lives an hour is said apart; what the details leave out has an unknown time. */
    private static void addWritten(OptionalLong all, JsonNode details, Tally tally) {
        if (all.isEmpty()) {
            return;
        }
        long anHour = 0;
        long together = 0;
        for (var detail : details) {
            long count = Fields.countOrZero(detail, "inputTokens");
            together += count;
            anHour += "1h".equals(detail.path("ttl").textValue()) ? count : 0;
        }
        if (together > all.getAsLong()) {
            throw new Refusal(
                    RejectionReason.TOTALS_CONTRADICT,
                    WRITTEN + " is " + all.getAsLong() + ", its parts add up to " + together);
        }
        tally.add(Meter.CACHE_WRITE_5M, all.getAsLong() - anHour);
        if (anHour > 0) {
            tally.add(Meter.CACHE_WRITE_1H, anHour);
        }
    }
}
