package dev.bursar.source.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a response: one of a whole body, several of a stream or of JSON lines.
 *
 * @param stream whether it came in pieces
 * @param cut whether its last piece breaks off
 */
record Payload(List<ObjectNode> documents, boolean stream, boolean cut) {

    /** @throws Refusal what is neither JSON nor a stream of it */
    static Payload of(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return new Payload(List.of(object), false, false);
        }
        if (body instanceof ArrayNode array) {
            return new Payload(objects(array), true, false);
        }
        if (body != null && body.isTextual()) {
            return ofText(body.textValue());
        }
        throw malformed("the response is neither an object, an array nor text");
    }

    ObjectNode last() {
        return documents.get(documents.size() - 1);
    }

    private static Payload ofText(String text) {
        var start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                var whole = Json.read(text);
                return of(whole);
            } catch (JsonProcessingException severalOrBroken) {
                return ofPieces(lines(text));
            }
        }
        return ofPieces(ServerSentEvents.data(text));
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    /** Pieces that each are a document; only the last may break off, as it does when a connection is lost. */
    private static Payload ofPieces(List<String> pieces) {
        var documents = new ArrayList<ObjectNode>();
        for (int i = 0; i < pieces.size(); i++) {
            try {
                documents.add(object(Json.read(pieces.get(i))));
            } catch (JsonProcessingException e) {
                if (documents.isEmpty() || i < pieces.size() - 1) {
                    throw malformed("piece " + (i + 1) + " of the response is not JSON");
                }
                return new Payload(documents, true, true);
            }
        }
        if (documents.isEmpty()) {
            throw malformed("the response is neither JSON nor a stream of server-sent events");
        }
        return new Payload(documents, true, false);
    }

    private static List<ObjectNode> objects(ArrayNode array) {
        var objects = new ArrayList<ObjectNode>();
        array.forEach(element -> objects.add(object(element)));
        if (objects.isEmpty()) {
            throw Refusal.noUsage();
        }
        return objects;
    }

    private static ObjectNode object(JsonNode piece) {
        if (piece instanceof ObjectNode object) {
            return object;
        }
        throw malformed("a piece of the response is not an object");
    }

    private static Refusal malformed(String detail) {
        return new Refusal(RejectionReason.MALFORMED, detail);
    }
}
