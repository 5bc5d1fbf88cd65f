package dev.bursar.contract.usage;

import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NO_MODEL;
import static dev.bursar.contract.usage.RejectionReason.UNKNOWN_PROVIDER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.usage.UsageEvent.HoldReference;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.contract.usage.UsagePath.Form;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the {@code data} of a usage event, field by field; whatever is not as it should be ends the reading. */
final class UsageData {

    private static final BigDecimal MAX_REPORTED = new BigDecimal("1000000000");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,24})?");

    private UsageData() {}

    static UsageEvent read(Envelope envelope, JsonNode data) {
        if (!(data instanceof ObjectNode)) {
            throw new Refusal(MALFORMED, "data is not an object");
        }
        return new UsageEvent(
                envelope.source(),
                envelope.id(),
                envelope.time(),
                envelope.path(),
                envelope.sequence(),
                dimensions(data),
                UsageJson.read(data),
                Attribution.text(data, "response_id"),
                Attribution.text(data, "part"),
                series(data),
                scope(data),
                Attribution.text(data, "status").orElse("ok"),
                flag(data, "approximate", false),
                duration(data),
                hold(data),
                reportedCost(data),
                // Of a span alone: nobody else stands within one.
                Attribution.text(data, "within").filter(span -> envelope.path().form() == Form.SPAN));
    }

    private static Dimensions dimensions(JsonNode data) {
        Map<String, String> values = Attribution.values(data);
        values.put(
                Dimensions.PROVIDER,
                Attribution.text(data, Dimensions.PROVIDER)
                        .orElseThrow(() -> new Refusal(UNKNOWN_PROVIDER, "data.provider is missing")));
        values.put(
                Dimensions.MODEL,
                Attribution.text(data, Dimensions.MODEL)
                        .orElseThrow(() -> new Refusal(NO_MODEL, "data.model is missing")));
        Attribution.text(data, Dimensions.SERVICE_TIER).ifPresent(tier -> values.put(Dimensions.SERVICE_TIER, tier));
        Attribution.text(data, Dimensions.REGION).ifPresent(region -> values.put(Dimensions.REGION, region));
        if (!values.containsKey(Dimensions.PRINCIPAL)) {
            throw new Refusal(MALFORMED, "data.principal is missing");
        }
        return Dimensions.of(values);
    }

    private static Optional<Series> series(JsonNode data) {
        var series = data.get("series");
        if (series == null || series.isNull()) {
            return Optional.empty();
        }
        if (!(series instanceof ObjectNode)) {
            throw new Refusal(MALFORMED, "data.series is not an object");
        }
        return Optional.of(new Series(required(series, "id"), start(series.get("start"))));
    }

    private static boolean start(JsonNode start) {
        if (start == null || start.isNull()) {
            return false;
        }
        if (!start.isBoolean()) {
            throw new Refusal(MALFORMED, "data.series.start is neither true nor false");
        }
        return start.booleanValue();
    }

    private static Scope scope(JsonNode data) {
        return switch (Attribution.text(data, "scope").orElse("call")) {
            case "call" -> Scope.CALL;
            case "run" -> Scope.RUN;
            default -> throw new Refusal(MALFORMED, "data.scope is neither call nor run");
        };
    }

    private static OptionalLong duration(JsonNode data) {
        var duration = data.get("duration_ms");
        if (duration == null || duration.isNull()) {
            return OptionalLong.empty();
        }
        if (!duration.isIntegralNumber() || !duration.canConvertToLong() || duration.longValue() < 0) {
            throw new Refusal(MALFORMED, "data.duration_ms is not a whole number of milliseconds");
        }
        return OptionalLong.of(duration.longValue());
    }

    private static Optional<HoldReference> hold(JsonNode data) {
        return Attribution.text(data, "hold").map(id -> new HoldReference(id, flag(data, "hold_final", true)));
    }

    private static Optional<BigDecimal> reportedCost(JsonNode data) {
        var cost = data.get("reported_cost_usd");
        if (cost == null || cost.isNull()) {
            return Optional.empty();
        }
        if (!cost.isTextual() || !DECIMAL.matcher(cost.textValue()).matches()) {
            throw new Refusal(MALFORMED, "data.reported_cost_usd is not a decimal string");
        }
        var amount = new BigDecimal(cost.textValue());
        if (amount.compareTo(MAX_REPORTED) > 0) {
            throw new Refusal(MALFORMED, "data.reported_cost_usd is more than " + MAX_REPORTED);
        }
        return Optional.of(amount);
    }

    private static boolean flag(JsonNode data, String name, boolean otherwise) {
        var flag = data.get(name);
        if (flag == null || flag.isNull()) {
            return otherwise;
        }
        if (!flag.isBoolean()) {
            throw new Refusal(MALFORMED, "data." + name + " is neither true nor false");
        }
        return flag.booleanValue();
    }

    static String required(JsonNode from, String name) {
        return Attribution.text(from, name).orElseThrow(() -> new Refusal(MALFORMED, name + " is missing"));
    }
}
