package dev.bursar.source.otlp;

import static dev.bursar.contract.usage.RejectionReason.COUNT_TOO_LARGE;
import static dev.bursar.contract.usage.RejectionReason.MALFORMED;
import static dev.bursar.contract.usage.RejectionReason.NEGATIVE_COUNT;
import static dev.bursar.contract.usage.RejectionReason.NOT_WHOLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.Usage;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Attributes by name. Where a fact has had several names, they are asked for newest first. */
final class Attributes {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final Map<String, AnyValue> values = new HashMap<>();

    Attributes(List<KeyValue> attributes) {
        attributes.forEach(attribute -> values.put(attribute.getKey(), attribute.getValue()));
    }

    /** The first of the names that has a text or number which is not empty. */
    Optional<String> text(String... names) {
        for (var name : names) {
            var text = text(values.get(name));
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean hasAnyUnder(String prefix) {
        return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    void forEachUnder(String prefix, BiConsumer<String, String> each) {
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                each.accept(name.substring(prefix.length()), text(value));
            }
        });
    }

    /**
     * The count of the first of the names that has one: a whole number, or its text.
     *
     * @throws Refusal where it is none
     */
    OptionalLong count(String... names) {
        for (var name : names) {
            var text = text(values.get(name));
            if (!text.isEmpty()) {
                return OptionalLong.of(countOf(name, text));
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The count of a field of a JSON text; empty where there is none of either.
     *
     * @throws Refusal where it is no count
     */
    OptionalLong countIn(String name, String field) {
        try {
            var value = Json.read(text(name).orElse("{}")).path(field);
            return value.isValueNode() && !value.isNull()
                    ? OptionalLong.of(countOf(name + " " + field, value.asText()))
                    : OptionalLong.empty();
        } catch (JsonProcessingException notJson) {
            return OptionalLong.empty();
        }
    }

    /**
     * The count that a text is.
     *
     * @throws Refusal where it is none
     */
    static long countOf(String name, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new Refusal(MALFORMED, name + " is not a number");
        }
        var number = new BigDecimal(text);
        if (number.signum() < 0) {
            throw new Refusal(NEGATIVE_COUNT, name + " is negative");
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Refusal(NOT_WHOLE, name + " is not a whole number");
        }
        if (number.compareTo(BigDecimal.valueOf(Usage.MAX_COUNT)) > 0) {
            throw new Refusal(COUNT_TOO_LARGE, name + " is more than " + Usage.MAX_COUNT);
        }
        return number.longValueExact();
    }

    /** A duration in whole milliseconds, where there is one. */
    OptionalLong millis(String name) {
        var text = text(values.get(name));
        return DECIMAL.matcher(text).matches() && !text.startsWith("-") && text.indexOf('.') < 0 && text.length() < 16
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** Names and scalar values, for a record that is set aside. */
    JsonNode json() {
        var object = Json.object();
        values.forEach((name, value) -> {
            if (value.hasIntValue()) {
                object.put(name, value.getIntValue());
            } else {
                object.put(name, text(value));
            }
        });
        return object;
    }

    static String text(AnyValue value) {
        if (value == null) {
            return "";
        }
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case DOUBLE_VALUE -> number(value);
            default -> "";
        };
    }

    /** JavaScript has no other numbers; whole ones come as such, and what is not known as none. */
    private static String number(AnyValue value) {
        if (Double.isNaN(value.getDoubleValue())) {
            return "";
        }
        try {
            var number = BigDecimal.valueOf(value.getDoubleValue());
            return number.abs().compareTo(BigDecimal.TEN.pow(18)) < 0
                    ? number.stripTrailingZeros().toPlainString()
                    : number.toString();
        } catch (NumberFormatException notFinite) {
            return "not finite";
        }
    }
}
