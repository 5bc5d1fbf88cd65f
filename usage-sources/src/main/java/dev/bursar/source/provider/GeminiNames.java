package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of fields in Gemini's bodies: on the wire in camel case, in what Google's Python libraries write in snake case. */
final class GeminiNames {

    private static final Pattern INNER_WORD = Pattern.compile("_([a-z])");

    private GeminiNames() {}

    static List<ObjectNode> asOnTheWire(List<ObjectNode> documents) {
        return documents.stream().anyMatch(document -> document.has("usage_metadata"))
                ? documents.stream().map(GeminiNames::renamed).toList()
                : documents;
    }

    private static ObjectNode renamed(ObjectNode document) {
        var renamed = document.objectNode();
        document.properties()
                .forEach(field -> renamed.set(
                        INNER_WORD
                                .matcher(field.getKey())
                                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT)),
                        inside(field.getValue())));
        return renamed;
    }

    private static JsonNode inside(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return renamed(object);
        }
        if (value instanceof ArrayNode array) {
            var renamed = array.arrayNode(array.size());
            array.forEach(element -> renamed.add(inside(element)));
            return renamed;
        }
        return value;
    }
}
