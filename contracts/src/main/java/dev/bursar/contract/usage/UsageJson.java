package dev.bursar.contract.usage;

import static dev.bursar.contract.usage.RejectionReason.COUNT_TOO_LARGE;
import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NEGATIVE_COUNT;
import static dev.bursar.contract.usage.RejectionReason.NOT_WHOLE;
import static dev.bursar.contract.usage.RejectionReason.NO_USAGE;
import static dev.bursar.contract.usage.RejectionReason.TOTALS_CONTRADICT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import java.math.BigDecimal;
import java.util.TreeMap;

/** Counts by meter as JSON: {@code {"input": 1200, "output": 170}}. */
public final class UsageJson {

    private UsageJson() {}

    public static ObjectNode write(Usage usage) {
        var object = Json.object();
        usage.counts().forEach((meter, count) -> object.put(meter.name(), count));
        return object;
    }

    /** Reads counts that this software wrote itself; negative ones of reversals too. */
    public static Usage readWritten(JsonNode object) {
        var counts = new TreeMap<Meter, Long>();
        object.properties()
                .forEach(field ->
                        counts.put(Meter.of(field.getKey()), field.getValue().longValue()));
        return Usage.of(counts);
    }

    static Usage read(JsonNode data) {
        if (!(data.get("usage") instanceof ObjectNode object) || object.isEmpty()) {
            throw new Refusal(NO_USAGE, "data.usage has no counts");
        }
        var counts = new TreeMap<Meter, Long>();
        for (var field : object.properties()) {
            if (field.getValue().isNull()) {
                continue;
            }
            if (!Meter.isName(field.getKey())) {
                throw new Refusal(MALFORMED, "data.usage has a name that is not lower snake case");
            }
            counts.put(Meter.of(field.getKey()), count("data.usage." + field.getKey(), field.getValue()));
        }
        if (counts.isEmpty()) {
            throw new Refusal(NO_USAGE, "data.usage has no counts");
        }
        var usage = Usage.of(counts);
        requireTotal(data.get("total_tokens"), usage);
        return usage;
    }

    private static void requireTotal(JsonNode total, Usage usage) {
        if (total == null || total.isNull()) {
            return;
        }
        long said = count("data.total_tokens", total);
        if (said != usage.tokens()) {
            throw new Refusal(
                    TOTALS_CONTRADICT, "data.total_tokens is " + said + ", the meters add up to " + usage.tokens());
        }
    }

    private static long count(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw new Refusal(MALFORMED, name + " is not a number");
        }
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= Usage.MAX_COUNT) {
            return value.longValue();
        }
        var number = value.decimalValue();
        if (number.signum() < 0) {
            throw new Refusal(NEGATIVE_COUNT, name + " is negative");
        }
        if (number.compareTo(BigDecimal.valueOf(Usage.MAX_COUNT)) > 0) {
            throw new Refusal(COUNT_TOO_LARGE, name + " is more than " + Usage.MAX_COUNT);
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Refusal(NOT_WHOLE, name + " is not a whole number");
        }
        return number.longValueExact();
    }
}
