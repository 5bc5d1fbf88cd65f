package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.usage.Dimensions;
import dev.bursar.contract.usage.RejectionReason;
import dev.bursar.contract.usage.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads single fields of a body; absent and null are the same. */
public final class Fields {

    private Fields() {}

    /**
     * A count, empty where the body has none.
     *
     * @throws Refusal what is no count: negative, not whole, too large, not a number
     */
    public static OptionalLong count(JsonNode from, String name) {
        var value = from.get(name);
        if (value == null || value.isNull()) {
            return OptionalLong.empty();
        }
        if (value.isInt() && value.intValue() >= 0) {
            return OptionalLong.of(value.intValue());
        }
        return OptionalLong.of(checked(name, value));
    }

    public static long countOrZero(JsonNode from, String name) {
        return count(from, name).orElse(0);
    }

    private static long checked(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw new Refusal(RejectionReason.MALFORMED, name + " is not a number");
        }
        var number = value.decimalValue();
        if (number.signum() < 0) {
            throw new Refusal(RejectionReason.NEGATIVE_COUNT, name + " is negative");
        }
        if (number.compareTo(BigDecimal.valueOf(Usage.MAX_COUNT)) > 0) {
            throw new Refusal(RejectionReason.COUNT_TOO_LARGE, name + " is more than " + Usage.MAX_COUNT);
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Refusal(RejectionReason.NOT_WHOLE, name + " is not a whole number");
        }
        return number.longValueExact();
    }

    /** A text that can label an event, empty where the body has none; a stream's first piece may hold empty ones. */
    public static Optional<String> text(JsonNode from, String name) {
        var value = from.path(name).textValue();
        return value == null || !Dimensions.isValue(value) ? Optional.empty() : Optional.of(value);
    }

    /** The text that the newest of several documents has. */
    static Optional<String> newest(List<? extends JsonNode> documents, String name) {
        for (int i = documents.size() - 1; i >= 0; i--) {
            var found = text(documents.get(i), name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** @throws Refusal where neither the body nor the sender names a model */
    static String model(Optional<String> named, Optional<String> askedFor) {
        return named.or(() -> askedFor)
                .orElseThrow(() -> new Refusal(
                        RejectionReason.NO_MODEL, "the response names no model, and none was given beside it"));
    }
}
