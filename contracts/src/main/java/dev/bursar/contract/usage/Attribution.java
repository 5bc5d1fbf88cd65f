package dev.bursar.contract.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields that say whom a call was for, read the same wherever they stand. */
public final class Attribution {

    private Attribution() {}

    /** What was read: the labels, or why one of them is not acceptable. */
    public sealed interface Outcome {

        record Read(Dimensions dimensions) implements Outcome {}

        record Refused(String detail) implements Outcome {}
    }

    /**
     * Reads {@code principal agent team project mission step session operation tool tags}; absent and null are the
     * same.
     */
    public static Outcome read(JsonNode from) {
        try {
            return new Outcome.Read(Dimensions.of(values(from)));
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal.getMessage());
        }
    }

    static Map<String, String> values(JsonNode from) {
        var values = new TreeMap<String, String>();
        for (var name : Dimensions.ATTRIBUTION) {
            text(from, name).ifPresent(value -> values.put(name, value));
        }
        tags(from, values);
        return values;
    }

    private static void tags(JsonNode from, Map<String, String> values) {
        var tags = from.get("tags");
        if (tags == null || tags.isNull()) {
            return;
        }
        if (!(tags instanceof ObjectNode object)) {
            throw new Refusal(RejectionReason.MALFORMED, "tags is not an object");
        }
        for (var name : (Iterable<String>) object::fieldNames) {
            if (!Dimensions.isValue(name)) {
                throw new Refusal(RejectionReason.MALFORMED, "a tag's name is not 1 to 256 printable characters");
            }
            text(object, name, Dimensions.TAG_PREFIX + name)
                    .ifPresent(value -> values.put(Dimensions.TAG_PREFIX + name, value));
        }
    }

    /** A text field of 1 to 256 printable characters, empty where it is absent or null. */
    static Optional<String> text(JsonNode from, String name) {
        return text(from, name, name);
    }

    /** @param shown what the field is called in a refusal */
    private static Optional<String> text(JsonNode from, String name, String shown) {
        var value = from.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Refusal(RejectionReason.MALFORMED, shown + " is not a string");
        }
        if (!Dimensions.isValue(value.textValue())) {
            throw new Refusal(RejectionReason.MALFORMED, shown + " is not 1 to 256 printable characters");
        }
        return Optional.of(value.textValue());
    }
}
