package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The names of a body's fields where a provider's own library wrote it and follows the customs of its language: Google's
 * for Python in snake case, Mistral's and Cohere's for TypeScript in camel case. On the wire they are the other way round.
 */
final class LibraryNames {

    private static final Pattern AFTER_UNDERSCORE = Pattern.compile("_([a-z])");
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    private LibraryNames() {}

    /** In camel case, where some of the documents are in snake case. */
    static List<ObjectNode> camelCase(List<ObjectNode> documents, Predicate<ObjectNode> isSnakeCase) {
        return renamed(
                documents,
                isSnakeCase,
                name -> AFTER_UNDERSCORE
                        .matcher(name)
                        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)));
    }

    /** In snake case, where some of the documents are in camel case. */
    static List<ObjectNode> snakeCase(List<ObjectNode> documents, Predicate<ObjectNode> isCamelCase) {
        return renamed(
                documents,
                isCamelCase,
                name -> CAPITAL.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT));
    }

    private static List<ObjectNode> renamed(
            List<ObjectNode> documents, Predicate<ObjectNode> some, UnaryOperator<String> name) {
        return documents.stream().anyMatch(some)
                ? documents.stream().map(document -> renamed(document, name)).toList()
                : documents;
    }

    private static ObjectNode renamed(ObjectNode document, UnaryOperator<String> name) {
        var renamed = document.objectNode();
        document.properties().forEach(field -> renamed.set(name.apply(field.getKey()), inside(field.getValue(), name)));
        return renamed;
    }

    private static JsonNode inside(JsonNode value, UnaryOperator<String> name) {
        if (value instanceof ObjectNode object) {
            return renamed(object, name);
        }
        if (value instanceof ArrayNode array) {
            var renamed = array.arrayNode(array.size());
            array.forEach(element -> renamed.add(inside(element, name)));
            return renamed;
        }
        return value;
    }
}
