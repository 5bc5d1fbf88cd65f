package dev.bursar.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A value on one line, as it may stand within brackets; and whether two values say the same. */
final class Flow {

    private Flow() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> quoted(field.getKey()) + ": " + of(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Flow::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isTextual()) {
            return quoted(value.textValue());
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static String quoted(String text) {
        return new String(Json.bytes(Json.object().textNode(text)), StandardCharsets.UTF_8);
    }

    /** Whatever the order of fields, and however numbers are written. */
    static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.size() != other.size() || one.getNodeType() != other.getNodeType()) {
            return false;
        }
        if (one.isObject()) {
            return one.properties().stream()
                    .allMatch(
                            field -> other.has(field.getKey()) && isSame(field.getValue(), other.path(field.getKey())));
        }
        if (one.isArray()) {
            for (int i = 0; i < one.size(); i++) {
                if (!isSame(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }
}
