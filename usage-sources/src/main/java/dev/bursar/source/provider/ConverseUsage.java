package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.util.OptionalLong;

/** The {@code usage} of Bedrock's Converse: input comes without what was read from or written to a cache. */
final class ConverseUsage {

    private static final String WRITTEN = "cacheWriteInputTokens";

    private ConverseUsage() {}

    static boolean isIn(JsonNode usage) {
        return usage.has("inputTokens") || usage.has("outputTokens");
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
