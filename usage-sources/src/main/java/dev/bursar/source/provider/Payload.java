package dev.bursar.source.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Json;
import dev.bursar.contract.usage.RejectionReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a response: one of a whole body, several of a stream or of JSON lines.
 *
 * @param pieces in their order; missing where a piece is not JSON
 * @param stream whether it came in pieces
 */
record Payload(List<JsonNode> pieces, boolean stream) {

    private static final JsonNode BROKEN = MissingNode.getInstance();

    /** @throws Refusal what is neither JSON nor a stream of it */
    static Payload of(JsonNode body) {
        if (body instanceof ObjectNode) {
            return new Payload(List.of(body), false);
        }
        if (body instanceof ArrayNode array) {
            return new Payload(array.valueStream().toList(), true);
        }
        if (body != null && body.isTextual()) {
            return ofText(body.textValue());
        }
        throw malformed("the response is neither an object, an array nor text");
    }

    /**
     * The pieces as one body or stream, without a last one that breaks off, as it does when a connection is lost.
     *
     * @throws Refusal where another piece is not an object, or there is none
     */
    List<ObjectNode> documents() {
        var documents = new ArrayList<ObjectNode>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof ObjectNode object) {
                documents.add(object);
            } else if (pieces.get(i) != BROKEN || i == 0 || i < pieces.size() - 1) {
                throw malformed("piece " + (i + 1) + " of the response is not a JSON object");
            }
        }
        if (documents.isEmpty()) {
            throw Refusal.noUsage();
        }
        return documents;
    }

    private static Payload ofText(String text) {
        var start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return ofPieces(ServerSentEvents.data(text));
        }
        try {
            return of(Json.read(text));
        } catch (JsonProcessingException severalOrBroken) {
            return ofPieces(text.lines().filter(line -> !line.isBlank()).toList());
        }
    }

    private static Payload ofPieces(List<String> texts) {
        if (texts.isEmpty()) {
            throw malformed("the response is neither JSON nor a stream of server-sent events");
        }
        var pieces = new ArrayList<JsonNode>(texts.size());
        for (var text : texts) {
            var piece = parsed(text);
            if (piece == BROKEN && text.indexOf('\n') >= 0) {
                // Whoever recorded the stream dropped the empty lines between its events.
                text.lines().map(Payload::parsed).forEach(pieces::add);
            } else {
                pieces.add(piece);
            }
        }
        return new Payload(pieces, true);
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            return BROKEN;
        }
    }

    private static Refusal malformed(String detail) {
        return new Refusal(RejectionReason.MALFORMED, detail);
    }
}
