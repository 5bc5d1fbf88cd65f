package dev.bursar.source.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;

/** Copies single fields of a document, so that nothing else of it is kept. */
final class Excerpt {

    private Excerpt() {}

    /** An object with those of the named fields that are there. */
    static ObjectNode of(JsonNode document, String... fields) {
        var excerpt = Json.object();
        for (var field : fields) {
            var value = document.get(field);
            if (value != null && !value.isNull()) {
                excerpt.set(field, value);
            }
        }
        return excerpt;
    }

    /** The same, of an object inside; nothing happens where there is none. */
    static void put(ObjectNode into, String name, JsonNode from, String... fields) {
        if (from.get(name) instanceof ObjectNode inner) {
            into.set(name, of(inner, fields));
        }
    }
}
